import type { Judge } from '../contracts/judge.ts';
import type { VectorIndex, VectorInput, VectorMatch } from '../contracts/vector-index.ts';
import type { QuestionPair, VerifyPair } from '../contracts/verify-pair.ts';
import { decodeEntry, encodeEntry, type StoredEntry } from '../response/stored-entry.ts';
import { decodeValue, encodeValue } from '../response/value-codec.ts';
import type { Audit } from './audit.ts';
import type { CachedEmbeddings } from './cached-embeddings.ts';
import type { ExactLayers } from './exact-layers.ts';
import { type Attempt, type Backend, isAnything, isBoolean } from './fail-open/backend.ts';
import type { BackgroundWork } from './fail-open/background-work.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { semanticPartition } from './semantic-partition.ts';

export interface SemanticLayerOptions {
  readonly index: VectorIndex;
  readonly indexBackend: Backend;
  /** `undefined` for an index that embeds by itself. */
  readonly embeddings: CachedEmbeddings | undefined;
  /** Called once, at the first pair. */
  readonly loadVerifier: () => Promise<VerifyPair>;
  readonly judge: { readonly judge: Judge; readonly backend: Backend } | undefined;
  /** How many neighbours are verified at the most. */
  readonly candidates: number;
  readonly timeouts: { readonly query: number; readonly write: number };
  readonly namespace: string;
  readonly exact: ExactLayers;
  readonly background: BackgroundWork;
  readonly audit: Audit;
  /** `shadow` finds, and serves nothing. */
  readonly mode: 'serve' | 'shadow';
}

/**
 * Why nothing was found by meaning. A verifier's own reasons come besides these.
 * - `no-question`, `turned-off`: the request can't, or may not, be compared by meaning.
 * - `no-neighbour`: nothing is stored under an equal context.
 * - `unavailable`: the embedder or the index did not answer.
 * - `tightened`: audits found too many wrong hits at this similarity.
 * - `shadow`: an answer was found, and in shadow mode none is served.
 * - `gone`: the neighbour's entry has expired, was invalidated, or doesn't carry the request's tags.
 */
export type SemanticReason =
  | 'no-question'
  | 'turned-off'
  | 'no-neighbour'
  | 'unavailable'
  | 'gone'
  | (string & {});

export type SemanticOutcome =
  | { readonly found: true; readonly entry: StoredEntry; readonly similarity: number }
  | { readonly found: false; readonly reason: SemanticReason; readonly similarity?: number };

/** An entry in a payload, or, where the index takes no payload of its size, the name of the entry. */
type Payload = { readonly entry: StoredEntry } | { readonly reference: string; readonly question: string };

/** The layer that finds answers by meaning: the nearest stored questions of the same scope and context, each verified. */
export class SemanticLayer {
  readonly #options: SemanticLayerOptions;
  #verifier: Promise<VerifyPair> | undefined;

  get mode(): 'serve' | 'shadow' {
    return this.#options.mode;
  }

  get audit(): Audit {
    return this.#options.audit;
  }

  constructor(options: SemanticLayerOptions) {
    this.#options = options;
  }

  /** Begins what a lookup by meaning needs, side by side with the exact lookup. */
  prepare(prepared: PreparedRequest): void {
    const { embeddings, background } = this.#options;
    const { question, semantic = true } = prepared.request;
    if (question !== undefined && semantic && embeddings !== undefined)
      background.run(embeddings.embed(question));
  }

  async find(prepared: PreparedRequest): Promise<SemanticOutcome> {
    const { index, indexBackend, candidates, timeouts } = this.#options;
    const { question, scope, semantic = true } = prepared.request;
    if (question === undefined) return { found: false, reason: 'no-question' };
    if (!semantic) return { found: false, reason: 'turned-off' };
    const input = await this.#input(question);
    if (!input.ok) return { found: false, reason: 'unavailable' };
    const partition = await this.#partition(scope);
    const { contextKey } = prepared;
    const matches = await indexBackend.attempt('query', timeouts.query, isMatches, (signal) =>
      index.query({ partition, contextKey, input: input.value, limit: candidates }, { signal }),
    );
    if (!matches.ok) return { found: false, reason: 'unavailable' };
    return this.#firstVerified(prepared, question, partition, matches.value.slice(0, candidates));
  }

  /** Makes an entry findable by meaning, in the background. Answers that call tools depend on more than the question. */
  write(prepared: PreparedRequest, entry: StoredEntry): void {
    const { question, semantic = true } = prepared.request;
    if (question === undefined || !semantic || entry.response.parts.some(({ type }) => type === 'tool-call'))
      return;
    this.#options.background.run(this.#upsert(prepared, entry, question));
  }

  /** Drops the vectors of entries that are gone, in the background. */
  forget(partition: string, ids: readonly string[]): void {
    const { index, indexBackend, timeouts, background } = this.#options;
    background.run(
      indexBackend.attempt('delete', timeouts.write, isAnything, (signal) =>
        index.delete({ partition, ids }, { signal }),
      ),
    );
  }

  // The nearest is verified first. A second is tried only if the first failed for a reason that the second, which is
  // further away, doesn't share.
  async #firstVerified(
    prepared: PreparedRequest,
    question: string,
    partition: string,
    matches: readonly VectorMatch[],
  ): Promise<SemanticOutcome> {
    let outcome: SemanticOutcome = { found: false, reason: 'no-neighbour' };
    const refused = new Set<SemanticReason>();
    for (const match of matches) {
      const { similarity } = match;
      const payload = readPayload(match.payload);
      if (payload === undefined) {
        this.forget(partition, [match.id]);
        outcome = { found: false, reason: 'gone', similarity };
        continue;
      }
      const cached = 'entry' in payload ? (payload.entry.question ?? '') : payload.question;
      const reason = await this.#refusal({ asked: question, cached, similarity });
      if (reason !== undefined) {
        if (!outcome.found && outcome.similarity === undefined)
          outcome = { found: false, reason, similarity };
        if (refused.has(reason) || reason.startsWith('below-threshold')) break;
        refused.add(reason);
        continue;
      }
      const entry = await this.#live(prepared, match, payload);
      if (entry !== undefined) return { found: true, entry, similarity };
      this.forget(partition, [match.id]);
      outcome = { found: false, reason: 'gone', similarity };
    }
    return outcome;
  }

  async #refusal(pair: QuestionPair): Promise<SemanticReason | undefined> {
    const { loadVerifier, judge, audit } = this.#options;
    if (pair.similarity < audit.floor) return 'tightened';
    let verdict: ReturnType<VerifyPair>;
    try {
      this.#verifier ??= loadVerifier();
      verdict = (await this.#verifier)(pair);
    } catch {
      return 'verifier-failed';
    }
    if (verdict.verdict === 'same') return undefined;
    if (verdict.verdict !== 'unsure')
      return verdict.verdict === 'different' ? verdict.reason : 'verifier-failed';
    if (judge === undefined) return verdict.reason;
    const decided = await judge.backend.attempt('judge', judge.judge.timeout, isBoolean, (signal) =>
      judge.judge.decide(pair, { signal }),
    );
    if (!decided.ok) return 'judge-unavailable';
    return decided.value === true ? undefined : 'judge';
  }

  async #live(
    prepared: PreparedRequest,
    match: VectorMatch,
    payload: Payload,
  ): Promise<StoredEntry | undefined> {
    const { exact } = this.#options;
    if ('reference' in payload) {
      return payload.reference === match.id ? exact.load(prepared, payload.reference) : undefined;
    }
    return payload.entry.key === match.id && (await exact.mayServe(prepared, payload.entry))
      ? payload.entry
      : undefined;
  }

  async #upsert(prepared: PreparedRequest, entry: StoredEntry, question: string): Promise<void> {
    const { index, indexBackend, timeouts } = this.#options;
    const input = await this.#input(question);
    if (!input.ok) return;
    const partition = await this.#partition(prepared.request.scope);
    const { key: id, contextKey } = prepared;
    const payload = writePayload(entry, question, index.capabilities.maxPayloadBytes);
    await indexBackend.attempt('upsert', timeouts.write, isAnything, (signal) =>
      index.upsert([{ id, partition, contextKey, input: input.value, payload, expiresAt: entry.expiresAt }], {
        signal,
      }),
    );
  }

  async #input(question: string): Promise<Attempt<VectorInput>> {
    const { embeddings } = this.#options;
    if (embeddings === undefined) return { ok: true, value: { text: question } };
    const vector = await embeddings.embed(question);
    return vector.ok ? { ok: true, value: { vector: vector.value } } : vector;
  }

  #partition(scope: string | undefined): Promise<string> {
    return semanticPartition(this.#options.namespace, scope);
  }
}

function writePayload(entry: StoredEntry, question: string, maxBytes: number): string {
  const whole = encodeEntry(entry);
  if (new TextEncoder().encode(whole).length <= maxBytes) return whole;
  return encodeValue({ reference: entry.key, question });
}

function readPayload(text: string): Payload | undefined {
  try {
    const value = decodeValue(text);
    if (typeof value === 'object' && value !== null && 'reference' in value && 'question' in value) {
      const { reference, question } = value;
      return typeof reference === 'string' && typeof question === 'string'
        ? { reference, question }
        : undefined;
    }
    return { entry: decodeEntry(text) };
  } catch {
    return undefined;
  }
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
