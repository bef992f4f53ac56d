import type { Judge, JudgeAnswer, JudgeCost, JudgeQuestion } from '../../contracts/judge.ts';
import type { PriceSource } from '../../contracts/price-source.ts';
import type { FailOpen } from '../../contracts/semantic-layer.ts';
import { InvalidOptionError } from '../../errors.ts';
import { usageCost } from '../../observe/savings.ts';

export interface JudgeCallsOptions {
  readonly judge: Judge;
  readonly failOpen: FailOpen;
  readonly prices: PriceSource;
  readonly clock: () => number;
}

/** What a call came to: an answer with its cost, or none, since the judge failed or its bounds were reached. */
export type Judged =
  | { readonly answered: true; readonly choice: number | undefined; readonly cost: JudgeCost }
  | { readonly answered: false };

const MINUTE = 60_000;

/** Calls a judge within its bounds, and checks what it says. */
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

  /** Whether a yes counts only if it is said twice. */
  get confirms(): boolean {
    return this.#options.judge.confirm === true;
  }

  async ask(question: JudgeQuestion): Promise<Judged> {
    const { judge, failOpen } = this.#options;
    if (!this.#admits()) return { answered: false };
    this.#running++;
    const { length } = question.candidates;
    const isAnswer = (value: unknown): value is JudgeAnswer => isAnswerOf(value, length);
    const attempt = await failOpen.attempt('judge', this.#timeout, isAnswer, async (signal) =>
      judge.decide(question, { signal }),
    );
    this.#running--;
    if (!attempt.ok) return { answered: false };
    const { choice, usage = {} } = attempt.value;
    return { answered: true, choice, cost: this.#cost(usage) };
  }

  #admits(): boolean {
    const { judge, clock } = this.#options;
    const { callsPerMinute = Number.POSITIVE_INFINITY, concurrency = Number.POSITIVE_INFINITY } = judge;
    if (this.#running >= concurrency) return false;
    if (callsPerMinute === Number.POSITIVE_INFINITY) return true;
    const now = clock();
    this.#begun = this.#begun.filter((at) => at > now - MINUTE);
    if (this.#begun.length >= callsPerMinute) return false;
    this.#begun.push(now);
    return true;
  }

  #cost({ inputTokens, outputTokens }: NonNullable<JudgeAnswer['usage']>): JudgeCost {
    const { judge, prices } = this.#options;
    const { billedAs } = judge;
    const tokens = {
      ...(inputTokens === undefined ? {} : { inputTokens }),
      ...(outputTokens === undefined ? {} : { outputTokens }),
    };
    const usd = billedAs && usageCost(tokens, prices.price(billedAs.provider, billedAs.model));
    return usd === undefined ? tokens : { ...tokens, usd };
  }
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
