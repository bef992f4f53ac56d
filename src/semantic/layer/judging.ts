import type { JudgeCost, JudgeQuestion } from '../../contracts/judge.ts';
import type { SemanticRequest, SemanticSurroundings } from '../../contracts/semantic-layer.ts';
import type { Candidate } from './candidate.ts';
import type { JudgeCalls, Judged } from './judge-calls.ts';
import type { PairMemory, Verdict } from './pair-memory.ts';

export interface JudgingOptions {
  readonly calls: JudgeCalls;
  readonly pairs: PairMemory;
  /** The least similarity that is worth a call. */
  readonly floor: number;
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

  /** @param candidates nearest first; each is told why it isn't served. */
  async decide(request: SemanticRequest, candidates: readonly Candidate[]): Promise<Judgement> {
    const { calls, floor } = this.#options;
    const near = candidates.filter(({ similarity }) => similarity >= floor);
    for (const candidate of candidates) if (!near.includes(candidate)) candidate.reason = 'below-threshold';
    const { yes, open } = await this.#recall(near);
    if (yes !== undefined) return { chosen: yes, by: 'remembered' };
    return calls.inBackground ? this.#later(request, open) : this.#now(request, open);
  }

  /**
   * The first that a judge said yes to, and those of which nothing is known; of either only what may be served: a judge
   * isn't paid for the rest. Both are asked for side by side: one round trip.
   */
  async #recall(candidates: readonly Candidate[]) {
    const { pairs } = this.#options;
    const [records, lives] = await Promise.all([
      Promise.all(candidates.map(({ name, keys, anyRejection }) => pairs.recall(name, keys, anyRejection))),
      Promise.all(candidates.map((candidate) => candidate.live())),
    ]);
    let yes: Candidate | undefined;
    const open: Candidate[] = [];
    candidates.forEach((candidate, index) => {
      const record = records[index] ?? 'unavailable';
      const alive = lives[index] !== undefined;
      if (record === 'unavailable') candidate.reason = 'unavailable';
      else if (record.rejected) candidate.reason = 'rejected';
      else if (record.verdict === undefined || !holds(record.verdict, candidate)) {
        if (alive) open.push(candidate);
      } else if (!record.verdict.serves) candidate.reason = 'judge';
      else if (alive) yes ??= candidate;
    });
    return { yes, open };
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
    const { pairs } = this.#options;
    let yes: Candidate | undefined;
    const rest = candidates.filter((candidate) => {
      const { rejected, verdict } = pairs.known(candidate.name);
      if (rejected) candidate.reason = 'rejected';
      if (rejected || verdict === undefined || !holds(verdict, candidate)) return !rejected;
      if (verdict.serves) yes ??= candidate;
      else candidate.reason = 'judge';
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
    const { pairs, core } = this.#options;
    await turn;
    const judged = await this.#decided(request, open);
    for (const { name } of open) this.#flights.delete(name);
    for (const candidate of open) candidate.reason = judged.answered ? 'judge' : 'judge-unavailable';
    if (!judged.answered) return judged;
    const { choice } = judged;
    open.forEach(({ name, keys, payload: { generations, expiresAt } }, place) => {
      const verdict = { serves: place === choice, generations, expiresAt };
      core.background.run(pairs.remember(name, keys, verdict));
    });
    return judged;
  }

  /** What the judge says, and says again of the same candidates in the reverse order where a yes has to be confirmed. */
  async #decided(request: SemanticRequest, open: readonly Candidate[]): Promise<Judged> {
    const first = await this.#call(request, open, false);
    if (!first.answered || first.choice === undefined || !this.#options.calls.confirms) return first;
    const second = await this.#call(request, open.toReversed(), true);
    if (!second.answered) return second;
    const cost = sumOf(first.cost, second.cost);
    const agreed = second.choice === open.length - 1 - first.choice;
    return { answered: true, choice: agreed ? first.choice : undefined, cost };
  }

  async #call(request: SemanticRequest, open: readonly Candidate[], confirms: boolean): Promise<Judged> {
    const { calls, core } = this.#options;
    const started = performance.now();
    const judged = await calls.ask(questionOf(request, open, confirms));
    if (!judged.answered) return judged;
    const { choice, cost } = judged;
    const { provider, model } = request.request;
    core.emit({
      type: 'judged',
      at: core.clock(),
      provider,
      model,
      key: request.key,
      candidates: open.length,
      found: choice !== undefined,
      durationMs: performance.now() - started,
      cost,
    });
    return judged;
  }
}

/** What isn't known of one call isn't known of both. */
function sumOf(one: JudgeCost, other: JudgeCost): JudgeCost {
  const sum = (name: keyof JudgeCost): JudgeCost =>
    one[name] === undefined || other[name] === undefined ? {} : { [name]: one[name] + other[name] };
  return { ...sum('inputTokens'), ...sum('outputTokens'), ...sum('usd') };
}

/** A verdict is about the entry as it was: what was invalidated since is judged anew. */
function holds({ generations }: Verdict, { payload }: Candidate): boolean {
  const names = Object.keys(generations);
  return (
    names.length === Object.keys(payload.generations).length &&
    names.every((name) => generations[name] === payload.generations[name])
  );
}

function questionOf(
  { request }: SemanticRequest,
  open: readonly Candidate[],
  confirms: boolean,
): JudgeQuestion {
  return {
    asked: request.question ?? '',
    candidates: open.map(({ payload }) => payload.question),
    context: { turns: turnsOf(request.context), output: request.output?.type ?? 'text' },
    ...(confirms ? { confirms } : {}),
  };
}

function turnsOf(context: unknown): number {
  const messages: unknown =
    typeof context === 'object' && context !== null ? Reflect.get(context, 'messages') : undefined;
  if (!Array.isArray(messages)) return 0;
  // The last message is the one that asks.
  return messages.slice(0, -1).filter((message: unknown) => {
    const role: unknown =
      typeof message === 'object' && message !== null ? Reflect.get(message, 'role') : undefined;
    return role === 'user' || role === 'assistant';
  }).length;
}
