import type { CacheHit, CacheResult, CacheStreamResult } from '../lookup/cache-result.ts';

type Told = CacheResult | CacheStreamResult<unknown> | CacheHit;

/**
 * What `response_metadata.reprise` says of an answer: `status`, and with it `layer`, `similarity`, `ageMs`, `key`,
 * `reason`, `semantic`, `shared` and `saved`, where they apply. JSON only.
 */
export function hitMetadata(result: Told): Readonly<Record<string, unknown>> {
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
  return told;
}
