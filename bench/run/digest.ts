import { hash } from 'node:crypto';

/** What every exact cache has to do at the least: JSON with sorted keys, and its SHA-256. */
export function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value, sorted));
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
