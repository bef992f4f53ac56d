import type { JudgeCost } from '../../contracts/judge.ts';
import type { SemanticRequest, SemanticSurroundings } from '../../contracts/semantic-layer.ts';
import type { Candidate } from './candidate.ts';
import type { JudgeCalls, Judged } from './judge-calls.ts';
import type { PairMemory } from './pair-memory.ts';

export interface JudgingOptions {
  readonly calls: JudgeCalls;
  readonly pairs: PairMemory;
  /** The least similarity that is worth a call. */
  readonly floor: number;
  /** How many times as far as the nearest a candidate may be, to be asked about beside it. */
  readonly reach: number;
  readonly core: SemanticSurroundings;
}

export interface Judgement {
  readonly chosen?: Candidate;
  readonly by: 'judge' | 'remembered';
  /** Of the call that this lookup made. */
  readonly cost?: JudgeCost;
}

/** Judgements that wait for their turn in the background, at the most. */
const LONGEST_QUEUE = 100;

/** A cosine distance below which texts aren't told apart by how near they are: signs and small words are less. */
const NEAR = 0.1;

const nobody: Judgement = { by: 'judge' };

/**
 * Decides pairs by what a judge says: what it said before is remembered, and no pair is asked about twice, in one call
 * for all that is left of a lookup. What another lookup is asking about at the moment is waited for.
 */
export class Judging {
  readonly #options: JudgingOptions;
  /** What is being asked, by the pairs' names: whether it serves, `undefined` when no answer came. */
  readonly #flights = new Map<string, Promise<boolean | undefined>>();
  #queue: Promise<unknown> = Promise.resolve();
  #queued = 0;

  constructor(options: JudgingOptions) {
    this.#options = options;
  }

  /**
   * @param candidates nearest first; each is told why it isn't served.
   * @param refused the similarity of the nearest that a rule has refused, if there is one.
   */
  async decide(request: SemanticRequest, candidates: readonly Candidate[], refused = -1): Promise<Judgement> {
    const { calls, floor } = this.#options;
    const near = candidates.filter(({ similarity }) => similarity >= floor);
    for (const candidate of candidates) if (!near.includes(candidate)) candidate.reason = 'below-threshold';
    const known = await this.#saidYes(near);
    if (known !== undefined) return { chosen: known, by: 'remembered' };
    const { yes, open } = await this.#recall(near, refused);
    if (yes !== undefined) return { chosen: yes, by: 'remembered' };
    return calls.inBackground ? this.#later(request, open) : this.#now(request, open);
  }

  /** One of which it is known without asking the store that a judge said yes. */
  async #saidYes(candidates: readonly Candidate[]): Promise<Candidate | undefined> {
    const { pairs } = this.#options;
    for (const candidate of candidates) {
      if (pairs.known(candidate).serves !== true) continue;
      if ((await pairs.rejection(candidate)) === false && (await candidate.live()) !== undefined)
        return candidate;
    }
    return undefined;
  }

  /**
   * The first that a judge said yes to, and those of which nothing is known; of either only what may be served: a judge
   * isn't paid for the rest. Both are asked for side by side: one round trip.
   */
  async #recall(candidates: readonly Candidate[], refused: number) {
    const { pairs } = this.#options;
    const [records, lives] = await Promise.all([
      Promise.all(candidates.map((candidate) => pairs.recall(candidate))),
      Promise.all(candidates.map((candidate) => candidate.live())),
    ]);
    const alive = candidates.filter((_, index) => lives[index] !== undefined);
    const nearest = Math.max(refused, alive[0]?.similarity ?? -1);
    let yes: Candidate | undefined;
    const open: Candidate[] = [];
    candidates.forEach((candidate, index) => {
      const record = records[index] ?? 'unavailable';
      if (record === 'unavailable') candidate.reason = 'unavailable';
      else if (record.rejected) candidate.reason = 'rejected';
      else if (record.serves === false) candidate.reason = 'judge';
      else if (!alive.includes(candidate)) return;
      else if (record.serves === true) yes ??= candidate;
      else if (this.#reaches(candidate, nearest)) open.push(candidate);
      else candidate.reason = 'out-of-reach';
    });
    return { yes, open };
  }

  /** What lies much farther than the nearest is hardly ever meant, and is what a judge that errs would say. */
  #reaches({ similarity }: Candidate, nearest: number): boolean {
    return 1 - similarity <= this.#options.reach * Math.max(NEAR, 1 - nearest);
  }

  async #now(request: SemanticRequest, candidates: readonly Candidate[]): Promise<Judgement> {
    let open = candidates;
    for (;;) {
      const { yes, rest } = this.#known(open);
      if (yes !== undefined) return { chosen: yes, by: 'remembered' };
      open = rest;
      const flying = open.filter(({ name }) => this.#flights.has(name));
      if (flying.length === 0) break;
      const answers = await Promise.all(flying.map(({ name }) => this.#flights.get(name)));
      open = open.filter(
        (candidate) => !flying.includes(candidate) || answers[flying.indexOf(candidate)] !== undefined,
      );
      // One call has failed a moment ago: the next lookup may try again, this one doesn't.
      for (const candidate of flying) if (!open.includes(candidate)) candidate.reason = 'judge-unavailable';
    }
    if (open.length === 0) return nobody;
    const judged = await this.#ask(request, open);
    if (!judged.answered) return nobody;
    const { choice, cost } = judged;
    const chosen = choice === undefined ? undefined : open[choice];
    return chosen === undefined ? { by: 'judge', cost } : { chosen, by: 'judge', cost };
  }

  /** What has been said since the store was read. */
  #known(candidates: readonly Candidate[]): {
    readonly yes: Candidate | undefined;
    readonly rest: readonly Candidate[];
  } {
    let yes: Candidate | undefined;
    const rest = candidates.filter((candidate) => {
      const { rejected, serves } = this.#options.pairs.known(candidate);
      if (rejected) candidate.reason = 'rejected';
      else if (serves === true) yes ??= candidate;
      else if (serves === false) candidate.reason = 'judge';
      else return true;
      return false;
    });
    return { yes, rest };
  }

  #later(request: SemanticRequest, candidates: readonly Candidate[]): Judgement {
    const { background } = this.#options.core;
    const { yes, rest } = this.#known(candidates);
    if (yes !== undefined) return { chosen: yes, by: 'remembered' };
    const open = rest.filter(({ name }) => !this.#flights.has(name));
    for (const candidate of rest) candidate.reason = 'judge-pending';
    if (open.length === 0) return nobody;
    if (this.#queued >= LONGEST_QUEUE) {
      for (const candidate of open) candidate.reason = 'judge-unavailable';
      return nobody;
    }
    this.#queued++;
    this.#queue = this.#ask(request, open, this.#queue).finally(() => {
      this.#queued--;
    });
    background.run(this.#queue);
    return nobody;
  }

  /** @param turn when the call may begin; what is asked counts as asked from now on. */
  #ask(request: SemanticRequest, open: readonly Candidate[], turn?: Promise<unknown>): Promise<Judged> {
    const judging = this.#judge(request, open, turn);
    open.forEach(({ name }, place) => {
      const flight = judging.then((judged) => (judged.answered ? judged.choice === place : undefined));
      this.#flights.set(name, flight);
    });
    return judging;
  }

  async #judge(
    request: SemanticRequest,
    open: readonly Candidate[],
    turn: Promise<unknown> | undefined,
  ): Promise<Judged> {
    const { calls, pairs, core } = this.#options;
    await turn;
    const judged = await calls.ask(
      request,
      open.map(({ payload }) => payload.question),
    );
    for (const { name } of open) this.#flights.delete(name);
    for (const candidate of open) candidate.reason = judged.answered ? 'judge' : 'judge-unavailable';
    if (!judged.answered) return judged;
    open.forEach((candidate, place) => {
      const { generations, expiresAt } = candidate.payload;
      const verdict = { serves: place === judged.choice, generations, expiresAt };
      core.background.run(pairs.remember(candidate, verdict));
    });
    return judged;
  }
}
