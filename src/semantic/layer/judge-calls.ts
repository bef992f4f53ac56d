import type { Judge, JudgeAnswer, JudgeCost, JudgeQuestion } from '../../contracts/judge.ts';
import type { FailOpen, SemanticRequest, SemanticSurroundings } from '../../contracts/semantic-layer.ts';
import { InvalidOptionError } from '../../errors.ts';
import { usageCost } from '../../observe/savings.ts';

export interface JudgeCallsOptions {
  readonly judge: Judge;
  readonly failOpen: FailOpen;
  readonly core: Pick<SemanticSurroundings, 'clock' | 'emit' | 'prices'>;
}

/** What a call came to: an answer with its cost, or none, since the judge failed or its bounds were reached. */
export type Judged =
  | { readonly answered: true; readonly choice: number | undefined; readonly cost: JudgeCost }
  | { readonly answered: false };

const MINUTE = 60_000;

/** Asks a judge within its bounds, checks what it says, and asks again where a yes has to be confirmed. */
export class JudgeCalls {
  readonly #options: JudgeCallsOptions;
  readonly #timeout: number;
  #begun: number[] = [];
  #running = 0;

  /** @throws InvalidOptionError for a judge that is none, or a bound out of its range. */
  static assertJudge(judge: Judge): void {
    if (typeof judge?.decide !== 'function') {
      throw new InvalidOptionError(
        'semantic.judge',
        'what judge() gives, or an object with a method "decide"',
      );
    }
    const { timeout = 1, callsPerMinute = 0, concurrency = 1, when = 'now', confirm = false } = judge;
    if (!(timeout > 0)) throw new InvalidOptionError('judge.timeout', 'milliseconds above 0');
    if (!(callsPerMinute >= 0)) throw new InvalidOptionError('judge.callsPerMinute', '0 or more');
    if (!(concurrency >= 1)) throw new InvalidOptionError('judge.concurrency', '1 or more');
    if (when !== 'now' && when !== 'background')
      throw new InvalidOptionError('judge.when', "'now' or 'background'");
    if (typeof confirm !== 'boolean') throw new InvalidOptionError('judge.confirm', 'true or false');
  }

  constructor(options: JudgeCallsOptions) {
    this.#options = options;
    this.#timeout = options.judge.timeout ?? 2_000;
  }

  get inBackground(): boolean {
    return this.#options.judge.when === 'background';
  }

  /** @param candidates the stored questions; the judge's choice is the place of one. */
  async ask(request: SemanticRequest, candidates: readonly string[]): Promise<Judged> {
    const { confirm = false } = this.#options.judge;
    const question = questionOf(request, candidates);
    const first = await this.#call(request, question);
    if (!first.answered || first.choice === undefined || !confirm) return first;
    const again = { ...question, candidates: candidates.toReversed(), confirms: true };
    const second = await this.#call(request, again);
    if (!second.answered) return second;
    const agreed = second.choice === candidates.length - 1 - first.choice;
    const cost = sumOf(first.cost, second.cost);
    return { answered: true, choice: agreed ? first.choice : undefined, cost };
  }

  async #call({ request, key }: SemanticRequest, question: JudgeQuestion): Promise<Judged> {
    const { judge, failOpen, core } = this.#options;
    if (!this.#admits()) return { answered: false };
    this.#running++;
    const { length } = question.candidates;
    const started = performance.now();
    const isAnswer = (value: unknown): value is JudgeAnswer => isAnswerOf(value, length);
    const attempt = await failOpen.attempt('judge', this.#timeout, isAnswer, async (signal) =>
      judge.decide(question, { signal }),
    );
    this.#running--;
    if (!attempt.ok) return { answered: false };
    const { choice, usage = {} } = attempt.value;
    const cost = this.#cost(usage);
    core.emit({
      type: 'judged',
      at: core.clock(),
      provider: request.provider,
      model: request.model,
      key,
      candidates: length,
      found: choice !== undefined,
      durationMs: performance.now() - started,
      cost,
    });
    return { answered: true, choice, cost };
  }

  #admits(): boolean {
    const { judge, core } = this.#options;
    const { callsPerMinute = Number.POSITIVE_INFINITY, concurrency = Number.POSITIVE_INFINITY } = judge;
    if (this.#running >= concurrency) return false;
    if (callsPerMinute === Number.POSITIVE_INFINITY) return true;
    const now = core.clock();
    this.#begun = this.#begun.filter((at) => at > now - MINUTE);
    if (this.#begun.length >= callsPerMinute) return false;
    this.#begun.push(now);
    return true;
  }

  #cost({ inputTokens, outputTokens }: NonNullable<JudgeAnswer['usage']>): JudgeCost {
    const { judge, core } = this.#options;
    const { billedAs } = judge;
    const tokens = {
      ...(inputTokens === undefined ? {} : { inputTokens }),
      ...(outputTokens === undefined ? {} : { outputTokens }),
    };
    const usd = billedAs && usageCost(tokens, core.prices.price(billedAs.provider, billedAs.model));
    return usd === undefined ? tokens : { ...tokens, usd };
  }
}

/** What isn't known of one call isn't known of both. */
function sumOf(one: JudgeCost, other: JudgeCost): JudgeCost {
  const sum = (name: keyof JudgeCost): JudgeCost =>
    one[name] === undefined || other[name] === undefined ? {} : { [name]: one[name] + other[name] };
  return { ...sum('inputTokens'), ...sum('outputTokens'), ...sum('usd') };
}

function questionOf({ request }: SemanticRequest, candidates: readonly string[]): JudgeQuestion {
  const { question: asked = '', context, output } = request;
  return { asked, candidates, context: { turns: turnsOf(context), output: output?.type ?? 'text' } };
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

function isAnswerOf(value: unknown, candidates: number): boolean {
  if (typeof value !== 'object' || value === null || !('choice' in value)) return false;
  const { choice } = value;
  const usage: unknown = 'usage' in value ? value.usage : undefined;
  return (
    (choice === undefined ||
      (typeof choice === 'number' && Number.isInteger(choice) && choice >= 0 && choice < candidates)) &&
    (usage === undefined || isUsage(usage))
  );
}

function isUsage(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['inputTokens', 'outputTokens'].every((name) => {
      const tokens: unknown = Reflect.get(value, name);
      return tokens === undefined || (typeof tokens === 'number' && tokens >= 0 && Number.isFinite(tokens));
    })
  );
}
