import type { DroppedEntry } from '../../contracts/exact-store.ts';
import type {
  Attempt,
  EntryChecks,
  FailOpen,
  SemanticFind,
  SemanticLookups,
  SemanticOutcome,
  SemanticReason,
  SemanticRequest,
  SemanticSurroundings,
} from '../../contracts/semantic-layer.ts';
import type { VectorIndex, VectorInput, VectorMatch } from '../../contracts/vector-index.ts';
import type {
  ComparedQuestion,
  PairVerdict,
  QuestionPair,
  ServedBy,
  VerifyPair,
} from '../../contracts/verify-pair.ts';
import type { CachedResponse } from '../../response/cached-response.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';
import { isSettledBySimilarity } from '../doubt.ts';
import type { Audit } from './audit.ts';
import type { CachedEmbeddings } from './cached-embeddings.ts';
import { Candidate } from './candidate.ts';
import type { Judging } from './judging.ts';
import type { PairMemory } from './pair-memory.ts';
import { decodePayload, encodePayload } from './vector-payload.ts';

export interface SemanticLookupsOptions {
  readonly core: SemanticSurroundings;
  readonly index: VectorIndex;
  readonly indexBackend: FailOpen;
  /** `undefined` for an index that embeds by itself. */
  readonly embeddings: CachedEmbeddings | undefined;
  readonly embedAhead: boolean;
  readonly queryAhead: boolean;
  readonly verify: VerifyPair;
  /** The least similarity from which an unsure pair is served without a judge. */
  readonly threshold: number;
  readonly pairs: PairMemory;
  readonly judging: Judging | undefined;
  /** How many neighbours are compared at the most. */
  readonly candidates: number;
  /** In UTF-16 units. */
  readonly maxQuestionLength: number;
  readonly mode: 'serve' | 'shadow';
  readonly audit: Audit;
}

/** What the index and the memory of pairs say of a question. */
interface Neighbourhood {
  /** Nearest first. */
  readonly nearest: readonly VectorMatch[];
  readonly partition: string;
  /** Whether any answer was rejected for the question. */
  readonly anyRejection: boolean | 'unavailable';
}

/**
 * Finds answers by meaning among the nearest stored questions of the same scope and context. Each is compared; the
 * first proved one is served, then one that a judge said yes to before, then the one that the judge chooses now, then
 * the nearest above the threshold.
 */
export class LayerLookups implements SemanticLookups {
  readonly #options: SemanticLookupsOptions;
  /** What was begun before the exact layers had answered. */
  readonly #ahead = new WeakMap<SemanticRequest, Promise<Neighbourhood | undefined>>();

  constructor(options: SemanticLookupsOptions) {
    this.#options = options;
  }

  prepare(request: SemanticRequest): void {
    const { embeddings, embedAhead, queryAhead, core } = this.#options;
    if (!embedAhead && !queryAhead) return;
    const asked = this.#questionOf(request);
    if (!('question' in asked)) return;
    if (queryAhead) {
      const neighbourhood = this.#neighbourhood(request, asked.question);
      this.#ahead.set(request, neighbourhood);
      core.background.run(neighbourhood);
    } else if (embeddings !== undefined) core.background.run(embeddings.embed(asked.question));
  }

  async find(request: SemanticRequest, checks: EntryChecks): Promise<SemanticOutcome> {
    const asked = this.#questionOf(request);
    if (!('question' in asked)) return { found: false, reason: asked.reason };
    const { question } = asked;
    const neighbourhood = await (this.#ahead.get(request) ?? this.#neighbourhood(request, question));
    if (neighbourhood === undefined) return { found: false, reason: 'unavailable' };
    const { nearest, partition } = neighbourhood;
    const compared = await Promise.all(
      nearest.map((match) => this.#compare(request, question, neighbourhood, match, checks)),
    );
    const outcome = await this.#choose(request, compared, partition, nearest[0]?.similarity);
    return { ...outcome, compared: compared.map((question) => told(question, outcome)) };
  }

  /** The nearest stored questions, and what can be asked of the question itself, side by side; `undefined` after a failure. */
  async #neighbourhood(request: SemanticRequest, question: string): Promise<Neighbourhood | undefined> {
    const { index, indexBackend, candidates, pairs, core } = this.#options;
    const { contextKey, key } = request;
    const { scope } = request.request;
    const anyRejection = pairs.anyRejection(key, scope);
    const input = await this.#input(question);
    if (!input.ok) return undefined;
    const partition = await this.#partition(scope);
    const matches = await indexBackend.attempt('query', core.timeouts.query, isMatches, (signal) =>
      index.query({ partition, contextKey, input: input.value, limit: candidates }, { signal }),
    );
    if (!matches.ok) return undefined;
    const nearest = [...matches.value]
      .sort((one, other) => other.similarity - one.similarity)
      .slice(0, candidates);
    return { nearest, partition, anyRejection: await anyRejection };
  }

  write(request: SemanticRequest, entry: StoredEntry): void {
    const asked = this.#questionOf(request);
    // Answers that call tools depend on more than the question.
    if (!('question' in asked) || entry.response.parts.some(({ type }) => type === 'tool-call')) return;
    this.#options.core.background.run(this.#upsert(request, entry, asked.question));
  }

  compare(
    request: SemanticRequest,
    find: SemanticFind,
    fresh: CachedResponse,
    served: boolean,
  ): Promise<void> {
    return this.#options.audit.compare(request, find, fresh, served);
  }

  note(scope: string | undefined): Promise<string> {
    return this.#partition(scope);
  }

  forget(dropped: readonly DroppedEntry[]): void {
    const byPartition = new Map<string, string[]>();
    for (const { key, note } of dropped) byPartition.set(note, [...(byPartition.get(note) ?? []), key]);
    for (const [partition, keys] of byPartition) this.#delete(partition, keys);
  }

  async reject(pair: {
    readonly key: string;
    readonly askedKey: string;
    readonly scope: string | undefined;
  }) {
    return this.#options.pairs.reject(pair);
  }

  #questionOf({
    request,
  }: SemanticRequest): { readonly question: string } | { readonly reason: SemanticReason } {
    const { question, semantic = true } = request;
    if (question === undefined) return { reason: 'no-question' };
    if (!semantic) return { reason: 'turned-off' };
    return question.length > this.#options.maxQuestionLength ? { reason: 'too-long' } : { question };
  }

  /** What a match is to the question. */
  async #compare(
    { request: { scope }, key: askedKey, contextKey }: SemanticRequest,
    question: string,
    { partition, anyRejection }: Neighbourhood,
    match: VectorMatch,
    checks: EntryChecks,
  ): Promise<Candidate | ComparedQuestion> {
    const { core, pairs, audit } = this.#options;
    const { similarity } = match;
    const gone: ComparedQuestion = { similarity, verdict: 'uncompared', reason: 'gone' };
    let text: string;
    try {
      text = await core.open(match.payload, placeOf(partition, contextKey, match.id));
    } catch {
      return gone;
    }
    const payload = decodePayload(text);
    if (payload === undefined) this.#delete(partition, [match.id]);
    // An index that answers with another's entry isn't believed.
    if (payload === undefined || payload.key !== match.id || payload.contextKey !== contextKey) return gone;
    if (payload.expiresAt <= core.clock()) return gone;
    const { key } = payload;
    if (similarity < audit.floor) return { ...gone, reason: 'tightened', key };
    const verdict = this.#verify({ cached: payload.question, asked: question, similarity });
    if (verdict.verdict === 'different') return { similarity, ...verdict, key };
    const keys = { key, askedKey, scope };
    const name = await pairs.name(keys);
    const doubt = verdict.verdict === 'same' ? undefined : verdict.reason;
    return new Candidate({ similarity, payload, keys, name, doubt, anyRejection }, checks);
  }

  #verify(pair: QuestionPair): PairVerdict {
    try {
      const verdict = this.#options.verify(pair);
      if (verdict.verdict === 'same') return { verdict: 'same' };
      if (
        (verdict.verdict === 'unsure' || verdict.verdict === 'different') &&
        typeof verdict.reason === 'string'
      )
        return verdict;
    } catch {
      // As below.
    }
    return { verdict: 'different', reason: 'verifier-failed' };
  }

  async #choose(
    request: SemanticRequest,
    compared: readonly (Candidate | ComparedQuestion)[],
    partition: string,
    similarity: number | undefined,
  ): Promise<SemanticOutcome> {
    const { judging } = this.#options;
    const candidates = compared.filter((candidate) => candidate instanceof Candidate);
    const found = async (candidate: Candidate, by: ServedBy): Promise<SemanticOutcome | undefined> => {
      const entry = await candidate.live();
      return entry && this.#found({ entry, similarity: candidate.similarity, by });
    };
    for (const candidate of candidates.filter(({ doubt }) => doubt === undefined)) {
      const outcome = (await this.#isRejected(candidate)) ? undefined : await found(candidate, 'proof');
      if (outcome !== undefined) return outcome;
    }
    const unsure = candidates.filter(({ doubt }) => doubt !== undefined);
    const judged = await judging?.decide(request, unsure);
    const cost = judged?.cost === undefined ? {} : { judged: judged.cost };
    if (judged?.chosen !== undefined) {
      const outcome = await found(judged.chosen, judged.by);
      if (outcome !== undefined) return { ...outcome, ...cost };
    }
    for (const candidate of unsure) {
      if (!(await this.#passesThreshold(candidate))) continue;
      const outcome = await found(candidate, 'threshold');
      if (outcome !== undefined) return { ...outcome, ...cost };
    }
    this.#forgetDead(candidates, partition);
    const reason = compared[0]?.reason ?? 'no-neighbour';
    return { found: false, reason, ...(similarity === undefined ? {} : { similarity }), ...cost };
  }

  #found(find: SemanticFind): SemanticOutcome {
    const { mode, audit } = this.#options;
    const serve = mode === 'serve';
    return { found: true, ...find, serve, audit: !serve || audit.samples() };
  }

  /** Only what no judge has decided, and nothing that a similarity can't tell. */
  async #passesThreshold(candidate: Candidate): Promise<boolean> {
    const { doubt = '', reason, similarity } = candidate;
    if (!isSettledBySimilarity(doubt, similarity, this.#options.threshold)) return false;
    if (reason === 'judge' || reason === 'rejected' || reason === 'gone') return false;
    return !(await this.#isRejected(candidate));
  }

  /** Whether a user rejected the pair; `true` also where that can't be known now. The candidate is told which. */
  async #isRejected(candidate: Candidate): Promise<boolean> {
    const rejected = await this.#options.pairs.rejection(
      candidate.name,
      candidate.keys,
      candidate.anyRejection,
    );
    if (rejected !== false) candidate.reason = rejected === true ? 'rejected' : rejected;
    return rejected !== false;
  }

  /** Vectors of entries that are dead for everybody make room for those of others. */
  #forgetDead(candidates: readonly Candidate[], partition: string): void {
    const gone = candidates.filter(({ reason }) => reason === 'gone');
    if (gone.length === 0) return;
    this.#options.core.background.run(
      Promise.all(
        gone.map(async (candidate) => {
          if (await candidate.isInvalidated()) this.#delete(partition, [candidate.payload.key]);
        }),
      ),
    );
  }

  async #upsert(request: SemanticRequest, entry: StoredEntry, question: string): Promise<void> {
    const { index, indexBackend, core } = this.#options;
    const input = await this.#input(question);
    if (!input.ok) return;
    const partition = await this.#partition(request.request.scope);
    const { key: id, contextKey } = request;
    const { maxPayloadBytes } = index.capabilities;
    const { whole, reference } = encodePayload(entry, question);
    const place = placeOf(partition, contextKey, id);
    let payload = await core.seal(whole, place);
    if (new TextEncoder().encode(payload).length > maxPayloadBytes)
      payload = await core.seal(reference, place);
    await indexBackend.attempt('upsert', core.timeouts.write, isAnything, (signal) =>
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

  #delete(partition: string, ids: readonly string[]): void {
    const { index, indexBackend, core } = this.#options;
    core.background.run(
      indexBackend.attempt('delete', core.timeouts.write, isAnything, (signal) =>
        index.delete({ partition, ids }, { signal }),
      ),
    );
  }

  /** The tenant's own part of the index. Hashed: a scope may be an e-mail address. */
  #partition(scope: string | undefined): Promise<string> {
    const { hash, namespace } = this.#options.core;
    return hash(JSON.stringify([namespace, scope ?? null]));
  }
}

/** What is told of a question that was compared, once the outcome is known. */
function told(compared: Candidate | ComparedQuestion, outcome: SemanticOutcome): ComparedQuestion {
  if (!(compared instanceof Candidate)) return compared;
  const { similarity, reason, doubt, keys } = compared;
  const found = outcome.found && outcome.entry.key === keys.key;
  const judged = found ? outcome.by === 'judge' || outcome.by === 'remembered' : reason === 'judge';
  const verdict = doubt === undefined ? 'same' : judged ? 'judged' : 'unsure';
  // Behind the one that was found nobody looked whether it may be served.
  const known = !outcome.found || (!found && reason !== (doubt ?? 'gone'));
  return { similarity, verdict, key: keys.key, ...(known ? { reason } : {}) };
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
