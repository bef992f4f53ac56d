/**
 * Fills a real cache with the first questions of labelled pairs and asks it the second ones: right and wrong answers with
 * the offline embedder. `tsx bench/semantic-fill.ts pairs.jsonl [--entries 5000] [--queries 3000] [--wrong FILE]`;
 * `--wrong` writes down what was served wrongly.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readPairs } from '../src/cli/labelled-pairs.ts';
import type { Embedder } from '../src/contracts/embedder.ts';
import { createCache, textResponse } from '../src/index.ts';
import { localEmbedder } from '../src/local-embedder/index.ts';
import { memoryIndex } from '../src/memory/index.ts';
import { semanticLayer } from '../src/semantic/index.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    entries: { type: 'string', default: '5000' },
    queries: { type: 'string', default: '3000' },
    wrong: { type: 'string' },
  },
});
const [file] = positionals;
if (file === undefined) throw new Error('Pass a file of labelled pairs.');
const pairs = await readPairs([file]);

// Questions that positive pairs connect are one question, however many pairs lie between them.
const parent = new Map<string, string>();
const root = (text: string): string => {
  let at = text;
  for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
  return at;
};
for (const { a, b, label } of pairs) if (label === 1 && root(a) !== root(b)) parent.set(root(a), root(b));

const entries = [...new Set(pairs.map(({ a }) => a))].slice(0, Number(values.entries));
const cached = new Set(entries);
const answered = new Set(entries.map(root));
const queries = [...new Set(pairs.map(({ b }) => b))]
  .filter((text) => !cached.has(text))
  .slice(0, Number(values.queries));
const answerable = queries.filter((text) => answered.has(root(text))).length;
console.log(`${entries.length} entries, ${queries.length} queries, ${answerable} of them with an answer`);

const embedder = await embedded(localEmbedder(), [...entries, ...queries]);
const methods = {
  'threshold 0.90': { threshold: 0.9, verify: false },
  'threshold 0.95': { threshold: 0.95, verify: false },
  'guards (default)': {},
} as const;
const share = (count: number, of: number) => `${((100 * count) / Math.max(1, of)).toFixed(1)}%`;
const served: { method: string; cached: string; asked: string; similarity: number }[] = [];

for (const [method, semantic] of Object.entries(methods)) {
  const pending: Promise<unknown>[] = [];
  const cache = createCache({
    semantic: semanticLayer({ index: memoryIndex(), embedder, ...semantic }),
    waitUntil: (work) => void pending.push(work),
  });
  const request = (question: string) => ({ provider: 'bench', model: 'none', question, context: 'none' });
  for (const entry of entries) await cache.store(request(entry), textResponse(entry));
  await Promise.all(pending);
  let [right, wrong] = [0, 0];
  const started = performance.now();
  for (const asked of queries) {
    const found = await cache.lookup(request(asked));
    if (found.status !== 'hit') continue;
    const [part] = found.response.parts;
    const text = part?.type === 'text' ? part.text : '';
    if (root(text) === root(asked)) right++;
    else {
      wrong++;
      served.push({ method, cached: text, asked, similarity: found.similarity ?? 1 });
    }
  }
  const microseconds = ((performance.now() - started) * 1_000) / queries.length;
  await cache.close();
  console.log(
    `${method}: right ${share(right, answerable)}, wrong among hits ${share(wrong, right + wrong)} (${wrong}), ${microseconds.toFixed(0)} us a lookup`,
  );
}
if (values.wrong !== undefined)
  await writeFile(values.wrong, served.map((pair) => `${JSON.stringify(pair)}\n`).join(''));

/** The embedder with these texts embedded ahead, so that lookups are timed without it. */
async function embedded(inner: Embedder, texts: readonly string[]): Promise<Embedder> {
  const known = new Map<string, Float32Array>();
  for (let start = 0; start < texts.length; start += 64) {
    const batch = texts.slice(start, start + 64);
    const vectors = await inner.embed(batch);
    batch.forEach((text, index) => {
      known.set(text, vectors[index] ?? new Float32Array());
    });
  }
  return { ...inner, embed: async (asked) => asked.map((text) => known.get(text) ?? new Float32Array()) };
}
