import { isProviderFailure } from '../policy/provider-failure.ts';
import type { Asked } from './asked.ts';
import type { CacheHit } from './cache-result.ts';
import type { Finding, LookupPipeline } from './lookup-pipeline.ts';

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
  pipeline: LookupPipeline,
): Promise<Answer | CacheHit> {
  if (grace === undefined) {
    pipeline.missed(prepared, reason, started);
    return ask();
  }
  const called = performance.now();
  try {
    const answer = await ask();
    pipeline.missed(prepared, reason, started);
    return answer;
  } catch (error) {
    if (signal.aborted || !isProviderFailure(error)) {
      pipeline.missed(prepared, reason, started);
      throw error;
    }
    pipeline.providerFailed(performance.now() - called);
    return grace;
  }
}
