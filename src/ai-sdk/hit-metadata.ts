import type { CacheResult, CacheStreamResult } from '../lookup/cache-result.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import type { ProviderMetadata } from '../response/cached-response.ts';

type Told = CacheResult | CacheStreamResult<unknown>;

/**
 * What `providerMetadata.reprise` says of an answer: `status`, and with it `layer`, `similarity`, `ageMs`, `key`,
 * `reason`, `semantic`, `shared` and `saved`, where they apply. JSON only, since it travels in streams to browsers. It stands on
 * the result, never on a part: parts come back in the next turn and would change its key.
 */
export function hitMetadata(result: Told, metadata: unknown): ProviderMetadata {
  const told: Record<string, unknown> = { status: result.status };
  for (const name of [
    'reason',
    'layer',
    'similarity',
    'semantic',
    'ageMs',
    'key',
    'shared',
    'saved',
  ] as const) {
    const value: unknown = name in result ? Reflect.get(result, name) : undefined;
    if (value !== undefined && value !== false) told[name] = value;
  }
  return { ...(typeof metadata === 'object' ? metadata : {}), [OWN_NAMESPACE]: told };
}
