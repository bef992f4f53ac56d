import type { VectorPlace } from '../contracts/vector-index.ts';
import { InvalidRequestError } from '../errors.ts';

/** Where the entries of a partition are. Names go into the path of a URL as they are, so they are checked. */
export interface UpstashVectorNamespaces {
  /** @throws InvalidRequestError when the partition or the context is no hash. */
  of(place: VectorPlace): string;
  all(partition: string): readonly string[];
}

export function upstashVectorNamespaces(prefix: string, shards: number): UpstashVectorNamespaces {
  const nameOf = (partition: string, shard: number): string => {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(partition)) {
      throw new InvalidRequestError('partition', "1 to 64 letters, digits, '_' or '-'");
    }
    return shards === 1 ? prefix + partition : `${prefix}${partition}-${shard}`;
  };
  return {
    of({ partition, contextKey }) {
      if (!/^[A-Za-z0-9:._-]{1,128}$/.test(contextKey)) {
        throw new InvalidRequestError('contextKey', "1 to 128 letters, digits, ':', '.', '_' or '-'");
      }
      return nameOf(partition, shardOf(contextKey, shards));
    },
    all: (partition) => Array.from({ length: shards }, (_, shard) => nameOf(partition, shard)),
  };
}

/** FNV-1a, 32 bits (draft-eastlake-fnv): it only has to spread. */
function shardOf(text: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shards;
}
