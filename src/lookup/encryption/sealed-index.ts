import type { VectorIndex, VectorMatch, VectorPlace } from '../../contracts/vector-index.ts';
import { InvalidOptionError } from '../../errors.ts';
import type { Seal } from './seal.ts';

/**
 * A vector index whose payloads are sealed, each for its place: partition (the scope's hash), context and id. Vectors
 * stay as they are, since they are what is compared. A payload that can't be opened is given as an empty text, which no
 * reader of payloads takes for one.
 * @throws InvalidOptionError for an index that embeds by itself: it would be given the questions in clear.
 */
export function sealedIndex(index: VectorIndex, seal: Seal, encrypts: boolean): VectorIndex {
  const { embedder, maxPayloadBytes } = index.capabilities;
  if (encrypts && embedder !== undefined)
    throw new InvalidOptionError(
      'semantic.index',
      'an index that takes vectors: one that embeds reads the questions',
    );
  const opened = async (place: VectorPlace, match: VectorMatch): Promise<VectorMatch> => {
    const payload = await seal.open(match.payload, placeOf(place, match.id));
    return { ...match, payload: payload ?? '' };
  };
  return {
    name: index.name,
    capabilities: { embedder, maxPayloadBytes: seal.capacity(maxPayloadBytes) },
    async upsert(entries, operation) {
      const sealed = entries.map(async (entry) => ({
        ...entry,
        payload: await seal.seal(entry.payload, placeOf(entry, entry.id)),
      }));
      await index.upsert(await Promise.all(sealed), operation);
    },
    async query(query, operation) {
      const matches = await index.query(query, operation);
      return Promise.all(matches.map((match) => opened(query, match)));
    },
    delete: (target, operation) => index.delete(target, operation),
    ...(index.close === undefined ? {} : { close: () => index.close?.() ?? Promise.resolve() }),
  };
}

function placeOf({ partition, contextKey }: VectorPlace, id: string): string {
  return `${partition} ${contextKey} ${id}`;
}
