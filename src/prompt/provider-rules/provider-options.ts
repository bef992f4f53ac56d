import { isRecord } from '../text/json.ts';

type Options = Readonly<Record<string, unknown>>;

/** Adds what isn't there yet: at every level a value of the user's stays, and ours fills the gaps. */
export function mergeOptions<Own extends Options, Added extends Options>(
  own: Own | undefined,
  added: Added,
): Own & Added;
export function mergeOptions(own: Options | undefined, added: Options): Options {
  if (own === undefined) return added;
  const merged: Record<string, unknown> = { ...own };
  for (const [key, value] of Object.entries(added)) {
    const before = merged[key];
    if (before === undefined) merged[key] = value;
    else if (isRecord(before) && isRecord(value) && !Array.isArray(before))
      merged[key] = mergeOptions(before, value);
  }
  return merged;
}
