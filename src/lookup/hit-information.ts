import type { CacheHit, CacheResult, CacheStreamResult } from './cache-result.ts';

const names = [
  'reason',
  'layer',
  'similarity',
  'by',
  'semantic',
  'ageMs',
  'key',
  'askedKey',
  'shared',
  'saved',
] as const;

/**
 * What an adapter tells of an answer, under `reprise`: `status`, and with it `layer`, `similarity`, `by`, `semantic`,
 * `ageMs`, `key`, `askedKey`, `reason`, `shared` and `saved`, where they apply. JSON only, since it travels in streams to browsers.
 */
export function hitInformation(
  result: CacheHit | CacheResult | CacheStreamResult<unknown>,
): Readonly<Record<string, unknown>> {
  const told: Record<string, unknown> = { status: result.status };
  for (const name of names) {
    const value: unknown = name in result ? Reflect.get(result, name) : undefined;
    if (value !== undefined && value !== false) told[name] = value;
  }
  return told;
}
