import { EntryCorruptError } from '../errors.ts';

/**
 * Generations as one text, since an entry is read at every hit, and names and numbers that repeat each other would be half of
 * it: what all names begin with, the least value, and the names, with `*` for the entry's key at their end, and what their
 * value is above the least: `reprise:g: 4294967296 scan keys key:* tag:uNXYw4AK=2`. Most counters have a common origin and were
 * never raised.
 */
export function compactGenerations(generations: Readonly<Record<string, number>>, key: string): string {
  const values = Object.entries(generations).map(([name, value]) => [withoutKey(name, key), value] as const);
  const prefix = commonPrefix(values.map(([name]) => name));
  const least = values.length === 0 ? 0 : Math.min(...values.map(([, value]) => value));
  const names = values.map(([name, value]) => {
    const rest = name.slice(prefix.length);
    return value === least ? rest : `${rest}=${value - least}`;
  });
  return [prefix, least, ...names].join(' ');
}

/** @throws EntryCorruptError for anything but what `compactGenerations` gives. */
export function expandGenerations(text: unknown, key: string): Readonly<Record<string, number>> {
  if (typeof text !== 'string') throw malformed();
  const [prefix = '', base = '', ...names] = text.split(' ');
  const least = number(base);
  return Object.fromEntries(
    names.map((each) => {
      const sign = each.indexOf('=');
      if (sign < 0) return [withKey(prefix + each, key), least];
      const value = least + number(each.slice(sign + 1));
      if (!Number.isSafeInteger(value)) throw malformed();
      return [withKey(prefix + each.slice(0, sign), key), value];
    }),
  );
}

function number(text: string): number {
  if (!/^\d{1,16}$/.test(text)) throw malformed();
  return Number(text);
}

function malformed(): EntryCorruptError {
  return new EntryCorruptError('missing or malformed fields');
}

// Names of counters are made of letters, digits and `:_-`.
function withoutKey(name: string, key: string): string {
  return key !== '' && name.endsWith(key) ? `${name.slice(0, -key.length)}*` : name;
}

function withKey(name: string, key: string): string {
  return name.endsWith('*') ? name.slice(0, -1) + key : name;
}

function commonPrefix([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
