import { isProviderFailure } from '../policy/provider-failure.ts';
import type { Asked } from './asked.ts';
import type { CacheHit } from './cache-result.ts';
import type { LookupEvents } from './lookup-events.ts';
import type { Finding } from './lookup-pipeline.ts';

/**
 * What the model gives; if the provider fails, the stale answer that the miss brought along for that (`staleIfError`),
 * where there is one. Says which of the two it was.
 * @param ask calls the model; for a stream, until it is open.
 * @param signal of the call: what fails because everybody left isn't the provider's failure.
 */
export async function answerOrGrace<Answer>(
  { prepared, started }: Asked,
  { reason, grace }: Finding & { readonly found: false },
  ask: () => Promise<Answer>,
  signal: AbortSignal,
  events: LookupEvents,
): Promise<Answer | CacheHit> {
  if (grace === undefined) {
    events.missed(prepared, reason, started);
    return ask();
  }
  const called = performance.now();
  try {
    const answer = await ask();
    events.missed(prepared, reason, started);
    return answer;
  } catch (error) {
    if (signal.aborted || !isProviderFailure(error)) {
      events.missed(prepared, reason, started);
      throw error;
    }
    events.providerFailed(performance.now() - called);
    return grace;
  }
}
