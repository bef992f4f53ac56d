import type {
  Attempt,
  FailOpen,
  SemanticRequest,
  SemanticSurroundings,
} from '../../contracts/semantic-layer.ts';
import type { VectorIndex, VectorInput, VectorMatch } from '../../contracts/vector-index.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';
import type { CachedEmbeddings } from './cached-embeddings.ts';
import { decodePayload, encodePayload, type VectorPayload } from './vector-payload.ts';

export interface QuestionIndexOptions {
  readonly core: SemanticSurroundings;
  readonly index: VectorIndex;
  readonly backend: FailOpen;
  /** `undefined` for an index that embeds by itself. */
  readonly embeddings: CachedEmbeddings | undefined;
  /** How many neighbours are asked for. */
  readonly candidates: number;
}

/** A stored question near to the one that was asked; without a payload if it isn't, or can't be shown to be, a live one. */
export interface Neighbour {
  readonly similarity: number;
  readonly payload: VectorPayload | undefined;
}

/** The stored questions in a vector index: each tenant's in a part of its own, each beside what answers it. */
export class QuestionIndex {
  readonly #options: QuestionIndexOptions;
  /** What is being dropped, by part: it must not take what is added meanwhile along. */
  readonly #deleting = new Map<string, Promise<unknown>>();

  constructor(options: QuestionIndexOptions) {
    this.#options = options;
  }

  /** Begins to make what a query will need. */
  prepare(question: string): void {
    const { embeddings, core } = this.#options;
    if (embeddings !== undefined) core.background.run(embeddings.embed(question));
  }

  /** Nearest first, of the same scope and an equal context; `undefined` after a failure. */
  async nearest(request: SemanticRequest, question: string): Promise<readonly Neighbour[] | undefined> {
    const { index, backend, candidates, core } = this.#options;
    const { contextKey } = request;
    const input = await this.#input(question);
    if (!input.ok) return undefined;
    const partition = await this.partition(request.request.scope);
    const matches = await backend.attempt('query', core.timeouts.query, isMatches, (signal) =>
      index.query({ partition, contextKey, input: input.value, limit: candidates }, { signal }),
    );
    if (!matches.ok) return undefined;
    const nearest = [...matches.value]
      .sort((one, other) => other.similarity - one.similarity)
      .slice(0, candidates);
    return Promise.all(
      nearest.map(async (match) => ({
        similarity: match.similarity,
        payload: await this.#open(match, partition, contextKey),
      })),
    );
  }

  /** Makes an entry findable by the question that it answers. */
  async add(request: SemanticRequest, entry: StoredEntry, question: string): Promise<void> {
    const { index, backend, core } = this.#options;
    const input = await this.#input(question);
    if (!input.ok) return;
    const partition = await this.partition(request.request.scope);
    await this.#deleting.get(partition);
    const { key: id, contextKey } = request;
    const { maxPayloadBytes } = index.capabilities;
    const { whole, reference } = encodePayload(entry, question);
    const place = placeOf(partition, contextKey, id);
    let payload = await core.seal(whole, place);
    if (new TextEncoder().encode(payload).length > maxPayloadBytes)
      payload = await core.seal(reference, place);
    await backend.attempt('upsert', core.timeouts.write, isAnything, (signal) =>
      index.upsert([{ id, partition, contextKey, input: input.value, payload, expiresAt: entry.expiresAt }], {
        signal,
      }),
    );
  }

  /** Drops entries of a part by their keys, in the background; without keys all of them. */
  delete(partition: string, ids?: readonly string[]): void {
    const { index, backend, core } = this.#options;
    const attempt = backend.attempt('delete', core.timeouts.write, isAnything, (signal) =>
      index.delete({ partition, ...(ids === undefined ? {} : { ids }) }, { signal }),
    );
    const deleting: Promise<unknown> = Promise.all([attempt, this.#deleting.get(partition)]).finally(() => {
      if (this.#deleting.get(partition) === deleting) this.#deleting.delete(partition);
    });
    this.#deleting.set(partition, deleting);
    core.background.run(deleting);
  }

  /** The tenant's own part of the index. Hashed: a scope may be an e-mail address. */
  partition(scope: string | undefined): Promise<string> {
    const { hash, namespace } = this.#options.core;
    return hash(JSON.stringify([namespace, scope ?? null]));
  }

  async #open(match: VectorMatch, partition: string, contextKey: string): Promise<VectorPayload | undefined> {
    const { core } = this.#options;
    let text: string;
    try {
      text = await core.open(match.payload, placeOf(partition, contextKey, match.id));
    } catch {
      return undefined;
    }
    const payload = decodePayload(text);
    if (payload === undefined) this.delete(partition, [match.id]);
    // An index that answers with another's entry isn't believed.
    const isOwn = payload?.key === match.id && payload.contextKey === contextKey;
    return isOwn && payload.expiresAt > core.clock() ? payload : undefined;
  }

  async #input(question: string): Promise<Attempt<VectorInput>> {
    const { embeddings } = this.#options;
    if (embeddings === undefined) return { ok: true, value: { text: question } };
    const vector = await embeddings.embed(question);
    return vector.ok ? { ok: true, value: { vector: vector.value } } : vector;
  }
}

function placeOf(partition: string, contextKey: string, id: string): string {
  return `${partition} ${contextKey} ${id}`;
}

function isAnything(_: unknown): _ is unknown {
  return true;
}

function isMatches(value: unknown): value is readonly VectorMatch[] {
  return Array.isArray(value) && value.every(isMatch);
}

function isMatch(value: unknown): value is VectorMatch {
  if (typeof value !== 'object' || value === null) return false;
  const { id, similarity, payload, expiresAt }: Partial<Record<keyof VectorMatch, unknown>> = value;
  return (
    typeof id === 'string' &&
    typeof payload === 'string' &&
    typeof expiresAt === 'number' &&
    typeof similarity === 'number' &&
    similarity >= -1.001 &&
    similarity <= 1.001
  );
}
