import type { Attempt, KeptValues } from '../contracts/semantic-layer.ts';
import type { Layer } from './exact/layer.ts';
import { isReadOf } from './exact/store-reply.ts';
import { isAnything } from './fail-open/backend.ts';

/** Small texts in a layer beside its entries, each under its name and the namespace. */
export function keptValues(layer: Layer, namespace: string, writeTimeout: number): KeptValues {
  const { store, backend, readTimeout } = layer;
  return {
    async read(name): Promise<Attempt<string | undefined>> {
      const read = await backend.attempt('read', readTimeout, isReadOf(0), (signal) =>
        store.read(`${namespace}:${name}`, [], { signal }),
      );
      return read.ok ? { ok: true, value: read.value.value } : read;
    },
    write: (name, value, expiresAt) =>
      backend.attempt('write', writeTimeout, isAnything, (signal) =>
        store.write(`${namespace}:${name}`, value, expiresAt, { signal }),
      ),
  };
}
