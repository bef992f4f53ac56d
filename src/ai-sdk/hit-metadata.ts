import type { CacheResult, CacheStreamResult } from '../lookup/cache-result.ts';
import { hitInformation } from '../lookup/hit-information.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import type { ProviderMetadata } from '../response/cached-response.ts';

/**
 * A result's provider metadata with this library's own. It stands on the result, never on a part: parts come back in
 * the next turn and would change its key.
 */
export function hitMetadata(
  result: CacheResult | CacheStreamResult<unknown>,
  metadata: unknown,
): ProviderMetadata {
  return { ...(typeof metadata === 'object' ? metadata : {}), [OWN_NAMESPACE]: hitInformation(result) };
}
