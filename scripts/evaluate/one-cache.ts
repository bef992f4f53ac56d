import type { Embedder } from '../../src/contracts/index.ts';
import { createCache, responseText, textResponse } from '../../src/index.ts';
import { memoryIndex } from '../../src/memory/index.ts';
import { type Judge, type LabelledPair, semanticLayer } from '../../src/semantic/index.ts';
import { percent } from './table.ts';

const ERROR_RATE = 0.02;

/** What the labels say: the stored questions whose answers serve one that is asked. */
type Serves = ReadonlyMap<string, ReadonlySet<string>>;

/** What a judge chooses by mistake. */
type Mistake = (candidates: readonly string[], right: number | undefined) => number | undefined;

/** The nearest candidate where it should be none, and none where it should be one. */
const flips: Mistake = (_, right) => (right === undefined ? 0 : undefined);
/** The nearest wrong candidate, also where there is a right one; none only where there is no other. */
const confuses: Mistake = (candidates, right) => {
  const wrong = candidates.findIndex((_, place) => place !== right);
  return wrong < 0 ? undefined : wrong;
};

export interface JudgeMeasured {
  readonly name: string;
  /** `undefined` for no judge; else what it says in those of its calls that err. */
  readonly mistake?: Mistake;
  readonly errorRate: number;
  readonly confirm?: boolean;
}

const err = { errorRate: ERROR_RATE };
export const judges: readonly JudgeMeasured[] = [
  { name: 'none', errorRate: 0 },
  { name: 'labels', mistake: flips, errorRate: 0 },
  { name: 'errs in 2%: flips', mistake: flips, ...err },
  { name: 'errs in 2%: confuses', mistake: confuses, ...err },
  { name: 'confuses, confirms', mistake: confuses, ...err, confirm: true },
];

/** Which calls of a lookup err: no call, the first, the second, or both. */
const patterns: readonly (readonly [boolean, boolean])[] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
];

interface Measured {
  readonly positives: number;
  readonly asked: number;
  readonly right: number;
  readonly wrong: number;
  readonly calls: number;
  readonly mostCalls: number;
  readonly callsAgain: number;
}

/**
 * All stored questions of the pairs in one cache, each other question asked twice. A judge that errs in a share of its
 * calls is measured by its expectation, not by drawing: lookups don't depend on each other, and each makes two calls at
 * the most, so it is the mean of what happens when none, the one, the other or both are wrong.
 */
export async function inOneCache(
  embedder: Embedder,
  pairs: readonly LabelledPair[],
  { name, mistake, errorRate, confirm = false }: JudgeMeasured,
): Promise<string[]> {
  const serves = new Map<string, Set<string>>();
  for (const { a, b, label } of pairs)
    if (label === 1) serves.set(b, (serves.get(b) ?? new Set<string>()).add(a));
  const likely = patterns
    .map((errs) => ({
      errs,
      weight: errs.reduce((share, wrong) => share * (wrong ? errorRate : 1 - errorRate), 1),
    }))
    .filter(({ weight }) => weight > 0);
  const parts: { readonly weight: number; readonly measured: Measured }[] = [];
  for (const { errs, weight } of likely) {
    const judge = mistake && judgeOf(serves, mistake, errs, confirm);
    parts.push({ weight, measured: await measure(embedder, pairs, serves, judge) });
  }
  const mean = (of: (measured: Measured) => number) =>
    parts.reduce((sum, { weight, measured }) => sum + weight * of(measured), 0);
  const most = (of: (measured: Measured) => number) => Math.max(...parts.map(({ measured }) => of(measured)));
  const [first] = parts;
  const { positives = 0, asked = 0 } = first?.measured ?? {};
  return [
    name,
    String(positives),
    percent(mean(({ right }) => right) / Math.max(1, positives)),
    String(asked),
    percent(mean(({ wrong }) => wrong) / Math.max(1, asked), 2),
    (mean(({ calls }) => calls) / Math.max(1, asked)).toFixed(2),
    String(most(({ mostCalls }) => mostCalls)),
    String(most(({ callsAgain }) => callsAgain)),
  ];
}

async function measure(
  embedder: Embedder,
  pairs: readonly LabelledPair[],
  serves: Serves,
  judge: Judge | undefined,
): Promise<Measured> {
  let calls = 0;
  const counted: Judge | undefined = judge && {
    ...judge,
    decide: (question, operation) => {
      calls++;
      return judge.decide(question, operation);
    },
  };
  const cache = createCache({
    memory: { maxEntries: 100_000 },
    timeouts: { embed: '1m', query: '1m' },
    semantic: semanticLayer({
      index: memoryIndex(),
      embedder,
      ...(counted === undefined ? {} : { judge: counted }),
    }),
  });
  const request = (question: string) => ({ provider: 'none', model: 'none', context: '', question });
  const stored = new Set(pairs.map(({ a }) => a));
  for (const question of stored) await cache.store(request(question), textResponse(question));
  await cache.close();
  // What is stored itself is an exact hit.
  const asked = [...new Set(pairs.map(({ b }) => b))].filter((question) => !stored.has(question));
  let [right, wrong, mostCalls, callsAgain] = [0, 0, 0, 0];
  for (const question of asked) {
    const before = calls;
    const found = await cache.lookup(request(question));
    await cache.close();
    mostCalls = Math.max(mostCalls, calls - before);
    const between = calls;
    await cache.lookup(request(question));
    await cache.close();
    callsAgain += calls - between;
    if (found.status !== 'hit') continue;
    if (serves.get(question)?.has(responseText(found.response))) right++;
    else wrong++;
  }
  const positives = asked.filter((question) => serves.has(question)).length;
  return { positives, asked: asked.length, right, wrong, calls: calls - callsAgain, mostCalls, callsAgain };
}

function judgeOf(
  serves: Serves,
  mistake: Mistake,
  [first, second]: readonly [boolean, boolean],
  confirm: boolean,
): Judge {
  return {
    confirm,
    async decide({ asked, candidates, confirms = false }) {
      const place = candidates.findIndex((candidate) => serves.get(asked)?.has(candidate));
      const right = place < 0 ? undefined : place;
      return { choice: (confirms ? second : first) ? mistake(candidates, right) : right };
    },
  };
}
