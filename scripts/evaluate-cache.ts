/**
 * Measures lookups by meaning in one cache that holds all questions of the labelled pairs:
 * `npm run evaluate:cache -- pairs.jsonl [more.jsonl ...] [--floor 0.6] [--candidates 8] [--seeds 5] [--proofs]`. Each `a`
 * is stored, each `b` is asked twice. A line a file and judge: none; one that knows the labels; the same where each call
 * errs in 2%, in one of two ways, alone and asked to confirm. Figures of judges that err are means over the seeds.
 *
 * - `flips`: an error is the nearest candidate where it should be none, and none where it should be one.
 * - `confuses`: an error is the nearest wrong candidate, also where there is a right one; none only where there is no other.
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { embeddingOnce } from '../src/cli/embedding-once.ts';
import { readPairs } from '../src/cli/labelled-pairs.ts';
import { createCache, responseText, textResponse } from '../src/index.ts';
import { localEmbedder } from '../src/local-embedder/index.ts';
import { memoryIndex } from '../src/memory/index.ts';
import { type Judge, type LabelledPair, semanticLayer } from '../src/semantic/index.ts';

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: {
    floor: { type: 'string' },
    candidates: { type: 'string' },
    seeds: { type: 'string', default: '5' },
    proofs: { type: 'boolean', default: false },
  },
});
const ERROR_RATE = 0.02;
const embedder = embeddingOnce(localEmbedder());

/** What the labels say: the stored questions whose answers serve one that is asked. */
type Serves = ReadonlyMap<string, ReadonlySet<string>>;

/** What a judge chooses by mistake. */
type Mistake = (candidates: readonly string[], right: number | undefined) => number | undefined;

const flips: Mistake = (_, right) => (right === undefined ? 0 : undefined);
const confuses: Mistake = (candidates, right) => {
  const wrong = candidates.findIndex((_, place) => place !== right);
  return wrong < 0 ? undefined : wrong;
};

interface JudgeMeasured {
  readonly name: string;
  readonly mistake?: Mistake;
  readonly confirm?: boolean;
}

const judges: readonly JudgeMeasured[] = [
  { name: 'labels' },
  { name: 'flips', mistake: flips },
  { name: 'confuses', mistake: confuses },
  { name: 'flips, confirms', mistake: flips, confirm: true },
  { name: 'confuses, confirms', mistake: confuses, confirm: true },
];

for (const file of files) {
  const pairs = await readPairs([file]);
  const tell = (name: string, line: string) =>
    console.log(`${basename(file, '.jsonl').padEnd(10)} judge ${name.padEnd(18)} ${line}`);
  tell('none', toldOf([await measure(pairs, undefined)]));
  for (const { name, mistake, confirm = false } of judges) {
    const seeds = mistake === undefined ? 1 : Number(values.seeds);
    const runs: Measured[] = [];
    for (let seed = 1; seed <= seeds; seed++)
      runs.push(await measure(pairs, (serves) => judgeOf(serves, mistake, seed, confirm)));
    tell(name, toldOf(runs));
  }
}

interface Measured {
  readonly positives: number;
  readonly asked: number;
  readonly right: number;
  readonly wrong: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly mostCalls: number;
  readonly callsAgain: number;
}

async function measure(
  pairs: readonly LabelledPair[],
  makeJudge: ((serves: Serves) => Judge) | undefined,
): Promise<Measured> {
  const serves = new Map<string, Set<string>>();
  for (const { a, b, label } of pairs)
    if (label === 1) serves.set(b, (serves.get(b) ?? new Set<string>()).add(a));
  let calls = 0;
  const judge = makeJudge?.(serves);
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
      ...(values.floor === undefined ? {} : { judgeFloor: Number(values.floor) }),
      ...(values.candidates === undefined ? {} : { candidates: Number(values.candidates) }),
    }),
  });
  const request = (question: string) => ({ provider: 'none', model: 'none', context: '', question });
  const stored = new Set(pairs.map(({ a }) => a));
  for (const question of stored) await cache.store(request(question), textResponse(question));
  await cache.close();
  // What is stored itself is an exact hit.
  const asked = [...new Set(pairs.map(({ b }) => b))].filter((question) => !stored.has(question));
  let [right, mostCalls, callsAgain] = [0, 0, 0];
  const wrong: Record<string, number> = {};
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
    const { by = '', response } = found;
    if (serves.get(question)?.has(responseText(response))) right++;
    else {
      wrong[by] = (wrong[by] ?? 0) + 1;
      if (values.proofs && by === 'proof') console.log(JSON.stringify([question, responseText(response)]));
    }
  }
  const positives = asked.filter((question) => serves.has(question)).length;
  return { positives, asked: asked.length, right, wrong, calls, mostCalls, callsAgain };
}

function judgeOf(serves: Serves, mistake: Mistake | undefined, seed: number, confirm: boolean): Judge {
  let state = seed * 7_919;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return {
    confirm,
    async decide({ asked, candidates }) {
      const place = candidates.findIndex((candidate) => serves.get(asked)?.has(candidate));
      const right = place < 0 ? undefined : place;
      if (mistake === undefined || random() >= ERROR_RATE) return { choice: right };
      return { choice: mistake(candidates, right) };
    },
  };
}

function toldOf(runs: readonly Measured[]): string {
  const mean = (of: (run: Measured) => number) =>
    runs.reduce((sum, run) => sum + of(run), 0) / Math.max(1, runs.length);
  const most = (of: (run: Measured) => number) => Math.max(...runs.map(of));
  const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
  const wrongOf = ({ wrong, asked }: Measured) =>
    Object.values(wrong).reduce((sum, count) => sum + count, 0) / Math.max(1, asked);
  const by = [...new Set(runs.flatMap(({ wrong }) => Object.keys(wrong)))].join(', ') || 'none';
  return [
    `right ${percent(mean(({ right, positives }) => right / Math.max(1, positives)))} of ${runs[0]?.positives}`,
    `wrong ${percent(mean(wrongOf))} of ${runs[0]?.asked} lookups, ${percent(most(wrongOf))} at most, by ${by}`,
    `calls ${mean(({ calls, asked }) => calls / Math.max(1, asked)).toFixed(2)} a lookup, ${most(({ mostCalls }) => mostCalls)} at most`,
    `${most(({ callsAgain }) => callsAgain)} when asked again`,
  ].join('; ');
}
