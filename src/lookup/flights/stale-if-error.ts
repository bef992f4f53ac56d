import { isProviderFailure } from '../../policy/provider-failure.ts';
import type { CacheHit } from '../cache-result.ts';
import type { LookupMiss } from '../layers.ts';
import type { LookupEvents } from '../lookup-events.ts';
import type { ModelCall } from './answer-source.ts';

/**
 * What the model gives; if the provider fails, the stale answer that the miss brought along for that (`staleIfError`),
 * where there is one. Says which of the two it was.
 * @param signal of the call: what fails because everybody left isn't the provider's failure.
 */
export async function answerOrGrace<Native>(
  { prepared, started, source }: ModelCall<Native>,
  { reason, grace }: LookupMiss,
  signal: AbortSignal,
  events: LookupEvents,
): Promise<{ readonly native: Native } | { readonly grace: CacheHit }> {
  if (grace === undefined) {
    events.missed(prepared, reason, started);
    return { native: await source.call(signal) };
  }
  const called = performance.now();
  try {
    const native = await source.call(signal);
    events.missed(prepared, reason, started);
    return { native };
  } catch (error) {
    if (signal.aborted || !isProviderFailure(error)) {
      events.missed(prepared, reason, started);
      throw error;
    }
    events.providerFailed(performance.now() - called);
    return { grace };
  }
}
