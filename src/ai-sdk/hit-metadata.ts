import { OWN_NAMESPACE } from '../request/provider-options.ts';
import type { ProviderMetadata } from '../response/cached-response.ts';

/**
 * A result's provider metadata with this library's own. It stands on the result, never on a part: parts come back in
 * the next turn and would change its key.
 */
export function hitMetadata(
  information: Readonly<Record<string, unknown>>,
  metadata: unknown,
): ProviderMetadata {
  return { ...(typeof metadata === 'object' ? metadata : {}), [OWN_NAMESPACE]: information };
}
