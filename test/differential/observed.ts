import { allowedDifferences } from './allowed-differences.ts';

const idNames = new Set(allowedDifferences.find(({ says }) => says.startsWith('Ids of messages'))?.fields);
const left = new Set(
  allowedDifferences
    .filter(({ says }) => !says.startsWith('Ids of messages'))
    .flatMap(({ fields }) => fields),
);

/**
 * What was observed, without what may differ: fields that are allowed to are left out, and ids are told by the order in
 * which they first appear, so that each reference must still name what it named.
 */
export function comparable(observed: unknown): unknown {
  const ids = new Map<string, string>();
  const plain = (value: unknown, name: string): unknown => {
    if (typeof value === 'string' && idNames.has(name)) {
      ids.set(value, ids.get(value) ?? `id ${ids.size}`);
      return ids.get(value);
    }
    if (value instanceof Error) return { error: value.name, message: value.message };
    if (value instanceof Uint8Array) return [...value];
    if (value instanceof URL || value instanceof Date) return String(value);
    if (typeof value === 'function' || value === undefined) return undefined;
    if (Array.isArray(value)) return value.map((item) => plain(item, name));
    if (typeof value !== 'object' || value === null) return value;
    const kept: Record<string, unknown> = {};
    for (const key of Object.keys(value).sort()) {
      if (left.has(key)) continue;
      const member = plain(Reflect.get(value, key), key);
      const empty = typeof member === 'object' && member !== null && Object.keys(member).length === 0;
      // A provider's metadata that held nothing but what may differ.
      if (member === undefined || (empty && /metadata/i.test(key))) continue;
      kept[key] = member;
    }
    return kept;
  };
  return plain(observed, '');
}
