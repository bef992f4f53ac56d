import type { StoreScan } from '../../contracts/exact-store.ts';
import { decodeEntry, type StoredEntry } from '../../response/stored-entry.ts';
import type { Attempt } from '../fail-open/backend.ts';
import { entryName, type Layer } from './layer.ts';
import { isReadOf, isScan } from './store-reply.ts';

const readsAtOnce = 16;

/** The names of one page of the namespace's entries in a layer. @param timeout milliseconds. */
export function scanEntryNames(
  { store, backend }: Layer,
  namespace: string,
  cursor: string | undefined,
  timeout: number,
): Promise<Attempt<StoreScan>> {
  return backend.attempt('scan', timeout, isScan, (signal) =>
    store.scan(entryName(namespace, ''), cursor, { signal }),
  );
}

/**
 * An entry as it lies in a layer, whether or not a lookup would serve it: `undefined` for none, and for a damaged one,
 * which is served to nobody. @param timeout milliseconds.
 */
export async function readEntry(
  { store, backend }: Layer,
  name: string,
  timeout: number,
): Promise<Attempt<StoredEntry | undefined>> {
  const read = await backend.attempt('read', timeout, isReadOf(0), (signal) =>
    store.read(name, [], { signal }),
  );
  return read.ok ? { ok: true, value: decoded(read.value.value) } : read;
}

/** As `readEntry`, of many: some at a time, so that who asks may stop in between. */
export async function* readEntries(
  layer: Layer,
  names: readonly string[],
  timeout: number,
): AsyncGenerator<Attempt<StoredEntry | undefined>> {
  for (let start = 0; start < names.length; start += readsAtOnce) {
    yield* await Promise.all(
      names.slice(start, start + readsAtOnce).map((name) => readEntry(layer, name, timeout)),
    );
  }
}

function decoded(text: string | undefined): StoredEntry | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeEntry(text);
  } catch {
    return undefined;
  }
}
