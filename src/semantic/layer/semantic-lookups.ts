import type { DroppedEntry } from '../../contracts/exact-store.ts';
import type {
  EntryChecks,
  SemanticFind,
  SemanticLookups,
  SemanticOutcome,
  SemanticReason,
  SemanticRequest,
  SemanticSurroundings,
} from '../../contracts/semantic-layer.ts';
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
import { Candidate } from './candidate.ts';
import type { Judging } from './judging.ts';
import type { AskedMemory, PairMemory } from './pair-memory.ts';
import type { Neighbour, QuestionIndex } from './question-index.ts';

export interface SemanticLookupsOptions {
  readonly core: SemanticSurroundings;
  readonly questions: QuestionIndex;
  readonly embedAhead: boolean;
  readonly queryAhead: boolean;
  readonly verify: VerifyPair;
  /** The least similarity from which an unsure pair is served without a judge. */
  readonly threshold: number;
  readonly pairs: PairMemory;
  readonly judging: Judging | undefined;
  /** In UTF-16 units. */
  readonly maxQuestionLength: number;
  readonly mode: 'serve' | 'shadow';
  readonly audit: Audit;
}

/** What the index and the memory of pairs say of a question. */
interface Neighbourhood {
  /** Nearest first. */
  readonly nearest: readonly Neighbour[];
  readonly asked: AskedMemory;
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
    const { questions, embedAhead, queryAhead, core } = this.#options;
    if (!embedAhead && !queryAhead) return;
    const asked = this.#questionOf(request);
    if (!('question' in asked)) return;
    if (queryAhead) {
      const neighbourhood = this.#neighbourhood(request, asked.question);
      this.#ahead.set(request, neighbourhood);
      core.background.run(neighbourhood);
    } else questions.prepare(asked.question);
  }

  async find(request: SemanticRequest, checks: EntryChecks): Promise<SemanticOutcome> {
    const started = performance.now();
    const { outcome, compared } = await this.#find(request, checks);
    const { core } = this.#options;
    const { provider, model } = request.request;
    core.emit({
      type: 'semantic',
      at: core.clock(),
      provider,
      model,
      key: request.key,
      found: outcome.found,
      ...(outcome.found ? { by: outcome.by } : { reason: outcome.reason }),
      ...(outcome.similarity === undefined ? {} : { similarity: outcome.similarity }),
      ...(compared === undefined ? {} : { compared }),
      durationMs: performance.now() - started,
    });
    return outcome;
  }

  async #find(
    request: SemanticRequest,
    checks: EntryChecks,
  ): Promise<{ readonly outcome: SemanticOutcome; readonly compared?: readonly ComparedQuestion[] }> {
    const asked = this.#questionOf(request);
    if (!('question' in asked)) return { outcome: { found: false, reason: asked.reason } };
    const { question } = asked;
    const neighbourhood = await (this.#ahead.get(request) ?? this.#neighbourhood(request, question));
    if (neighbourhood === undefined) return { outcome: { found: false, reason: 'unavailable' } };
    const compared = await Promise.all(
      neighbourhood.nearest.map((neighbour) =>
        this.#compare(request, question, neighbourhood.asked, neighbour, checks),
      ),
    );
    const outcome = await this.#choose(request, compared);
    return {
      outcome,
      compared: compared.map((each) => (each instanceof Candidate ? each.told(outcome) : each)),
    };
  }

  /** The nearest stored questions, and what can be asked of the question itself, side by side; `undefined` after a failure. */
  async #neighbourhood(request: SemanticRequest, question: string): Promise<Neighbourhood | undefined> {
    const { questions, pairs } = this.#options;
    const [nearest, asked] = await Promise.all([
      questions.nearest(request, question),
      pairs.asked(request.key, request.request.scope),
    ]);
    return nearest && { nearest, asked };
  }

  write(request: SemanticRequest, entry: StoredEntry): void {
    const asked = this.#questionOf(request);
    // Answers that call tools depend on more than the question.
    if (!('question' in asked) || entry.response.parts.some(({ type }) => type === 'tool-call')) return;
    this.#options.core.background.run(this.#options.questions.add(request, entry, asked.question));
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
    return this.#options.questions.partition(scope);
  }

  forget(dropped: readonly DroppedEntry[]): void {
    const byPartition = new Map<string, string[]>();
    for (const { key, note } of dropped) byPartition.set(note, [...(byPartition.get(note) ?? []), key]);
    for (const [partition, keys] of byPartition) this.#options.questions.delete(partition, keys);
  }

  forgetScope(scope: string): void {
    const { questions, core } = this.#options;
    core.background.run(questions.partition(scope).then((partition) => questions.delete(partition)));
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

  /** What a stored question is to the one that was asked. */
  async #compare(
    { request: { scope }, key: askedKey }: SemanticRequest,
    question: string,
    asked: AskedMemory,
    { similarity, payload }: Neighbour,
    checks: EntryChecks,
  ): Promise<Candidate | ComparedQuestion> {
    const { pairs, audit } = this.#options;
    if (payload === undefined) return { similarity, verdict: 'uncompared', reason: 'gone' };
    const { key } = payload;
    if (similarity < audit.floor) return { similarity, verdict: 'uncompared', reason: 'tightened', key };
    const verdict = this.#verify({ cached: payload.question, asked: question, similarity });
    if (verdict.verdict === 'different') return { similarity, ...verdict, key };
    const keys = { key, askedKey, scope };
    const name = await pairs.name(keys);
    const doubt = verdict.verdict === 'same' ? undefined : verdict.reason;
    return new Candidate({ similarity, payload, keys, name, doubt, asked }, checks);
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
    const refused = compared.find(
      (each) => !(each instanceof Candidate) && each.verdict === 'different',
    )?.similarity;
    const judged = await judging?.decide(request, unsure, refused);
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
    this.#forgetDead(request, candidates);
    const [nearest] = compared;
    if (nearest === undefined) return { found: false, reason: 'no-neighbour', ...cost };
    const { reason = 'gone', similarity } = nearest;
    return { found: false, reason, similarity, ...cost };
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
    if (decided.has(reason)) return false;
    return !(await this.#isRejected(candidate));
  }

  /** Whether a user rejected the pair; `true` also where that can't be known now. The candidate is told which. */
  async #isRejected(candidate: Candidate): Promise<boolean> {
    const rejected = await this.#options.pairs.rejection(candidate);
    if (rejected !== false) candidate.reason = rejected === true ? 'rejected' : rejected;
    return rejected !== false;
  }

  /** Vectors of entries that are dead for everybody make room for those of others. */
  #forgetDead({ request: { scope } }: SemanticRequest, candidates: readonly Candidate[]): void {
    const { core, questions } = this.#options;
    const gone = candidates.filter(({ reason }) => reason === 'gone');
    if (gone.length === 0) return;
    const forget = async (candidate: Candidate): Promise<void> => {
      if (await candidate.isInvalidated())
        questions.delete(await questions.partition(scope), [candidate.payload.key]);
    };
    core.background.run(Promise.all(gone.map(forget)));
  }
}

/** Why a candidate isn't served, where that is for sure: no similarity speaks against it. */
const decided: ReadonlySet<SemanticReason> = new Set(['judge', 'out-of-reach', 'rejected', 'gone']);
