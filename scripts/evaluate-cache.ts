/**
 * Measures lookups by meaning in one cache that holds all questions of the labelled pairs:
 * `npm run evaluate:cache -- pairs.jsonl [more.jsonl ...] [--floor 0.6] [--candidates 8]`. Each `a` is stored, each `b` is
 * asked twice. A line a file and judge: none; one that knows the labels; the same that errs in 2% of its calls.
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
  options: { floor: { type: 'string' }, candidates: { type: 'string' } },
});
const embedder = embeddingOnce(localEmbedder());

for (const file of files) {
  const pairs = await readPairs([file]);
  for (const [name, errs] of [
    ['none', undefined],
    ['labels', 0],
    ['errs in 2%', 0.02],
  ] as const) {
    console.log(
      `${basename(file, '.jsonl').padEnd(12)} judge ${name.padEnd(11)} ${await measure(pairs, errs)}`,
    );
  }
}

async function measure(pairs: readonly LabelledPair[], errs: number | undefined): Promise<string> {
  const serves = new Map<string, Set<string>>();
  for (const { a, b, label } of pairs) {
    if (label === 1) serves.set(b, (serves.get(b) ?? new Set<string>()).add(a));
  }
  let calls = 0;
  const cache = createCache({
    memory: { maxEntries: 100_000 },
    timeouts: { embed: '1m', query: '1m' },
    semantic: semanticLayer({
      index: memoryIndex(),
      embedder,
      ...(errs === undefined ? {} : { judge: judgeOf(serves, errs, () => calls++) }),
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
  let [right, wrong, most, again] = [0, 0, 0, 0];
  const wrongBy: Record<string, number> = {};
  for (const question of asked) {
    const before = calls;
    const found = await cache.lookup(request(question));
    await cache.close();
    most = Math.max(most, calls - before);
    const between = calls;
    await cache.lookup(request(question));
    await cache.close();
    again += calls - between;
    if (found.status !== 'hit') continue;
    if (serves.get(question)?.has(responseText(found.response))) right++;
    else {
      wrong++;
      wrongBy[found.by ?? ''] = (wrongBy[found.by ?? ''] ?? 0) + 1;
      if (process.env.SHOW !== undefined && found.by === 'proof')
        console.log(JSON.stringify([question, responseText(found.response)]));
    }
  }
  const positives = asked.filter((question) => serves.has(question)).length;
  const share = (count: number, of: number) => `${((100 * count) / Math.max(1, of)).toFixed(1)}%`;
  return [
    `right ${share(right, positives)} of ${positives}`,
    `wrong ${share(wrong, asked.length)} of ${asked.length} lookups ${JSON.stringify(wrongBy)}`,
    `calls ${(calls / Math.max(1, asked.length)).toFixed(2)} a lookup, ${most} at most, ${again} when asked again`,
  ].join('; ');
}

function judgeOf(serves: ReadonlyMap<string, ReadonlySet<string>>, errs: number, count: () => void): Judge {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return {
    async decide({ asked, candidates }) {
      count();
      const place = candidates.findIndex((candidate) => serves.get(asked)?.has(candidate));
      const right = place < 0 ? undefined : place;
      if (random() >= errs) return { choice: right };
      // An error is a yes where it should be none, to the nearest, and none where it should be a yes.
      return { choice: right === undefined ? 0 : undefined };
    },
  };
}
