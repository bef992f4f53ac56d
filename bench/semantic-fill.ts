/**
 * Fills a cache with the first questions of labelled pairs and asks it the second ones: right and wrong answers with
 * the offline embedder, nearest candidate first. `tsx bench/semantic-fill.ts pairs.jsonl [entries] [queries]`.
 */
import { readFile } from 'node:fs/promises';
import { localEmbedder } from '../src/local-embedder/index.ts';
import { guards } from '../src/semantic/guards/guards.ts';
import type { VerifyPair } from '../src/semantic/pair-verdict.ts';
import { thresholdVerifier } from '../src/semantic/threshold-verifier.ts';

const [file, entryLimit = '5000', queryLimit = '3000'] = process.argv.slice(2);
if (file === undefined) throw new Error('Pass a file of labelled pairs.');
interface Row {
  readonly a: string;
  readonly b: string;
  readonly label: number;
}
const rows: Row[] = (await readFile(file, 'utf8'))
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

// Questions that positive pairs connect are one question, however many pairs lie between them.
const parent = new Map<string, string>();
const root = (text: string): string => {
  let at = text;
  for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
  return at;
};
for (const { a, b, label } of rows) if (label === 1 && root(a) !== root(b)) parent.set(root(a), root(b));

const entries = [...new Set(rows.map(({ a }) => a))].slice(0, Number(entryLimit));
const cached = new Set(entries);
const answered = new Set(entries.map(root));
const queries = [...new Set(rows.map(({ b }) => b))]
  .filter((text) => !cached.has(text))
  .slice(0, Number(queryLimit));

const answerable = queries.filter((text) => answered.has(root(text))).length;

const embedder = localEmbedder();
const [entryVectors, queryVectors] = [await embedder.embed(entries), await embedder.embed(queries)];
const nearest = queryVectors.map((query) => {
  let [best, similarity] = [0, -1];
  for (const [index, vector] of entryVectors.entries()) {
    let dot = 0;
    for (let at = 0; at < vector.length; at++) dot += (vector[at] ?? 0) * (query[at] ?? 0);
    if (dot > similarity) [best, similarity] = [index, dot];
  }
  return { cached: entries[best] ?? '', similarity };
});

const methods: Record<string, VerifyPair> = {
  'threshold 0.90': thresholdVerifier(0.9),
  'threshold 0.95': thresholdVerifier(0.95),
  'guards (default)': guards({ embedder: embedder.id }),
};
console.log(`${entries.length} entries, ${queries.length} queries, ${answerable} of them with an answer`);
for (const [name, verify] of Object.entries(methods)) {
  let [right, wrong, microseconds] = [0, 0, 0];
  for (const [index, asked] of queries.entries()) {
    const candidate = nearest[index];
    if (candidate === undefined) continue;
    const started = performance.now();
    const accepted = verify({ ...candidate, asked }).verdict === 'accepted';
    microseconds += (performance.now() - started) * 1_000;
    if (accepted && root(candidate.cached) === root(asked)) right++;
    else if (accepted) wrong++;
  }
  const share = (count: number, of: number) => `${((100 * count) / Math.max(1, of)).toFixed(1)}%`;
  console.log(
    `${name}: right ${share(right, answerable)}, wrong among hits ${share(wrong, right + wrong)} (${wrong}), ${(microseconds / queries.length).toFixed(0)} us a candidate`,
  );
}
