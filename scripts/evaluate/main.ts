/**
 * Measures what is served by meaning on labelled pairs: `npm run evaluate -- pairs.jsonl [more.jsonl ...]`. A line is
 * `{"a": ..., "b": ..., "label": 0 | 1, "source"?: ..., "category"?: ...}`; label 1 means that a's answer serves b.
 *
 * All of it with the offline embedder, and again with one of an id that nobody measured: pair by pair; in one cache that
 * holds all stored questions of a file, for the files named by `--cache chat3 --cache own`, or all of them; then a good neighbour behind three traps,
 * and the time for texts made to be slow. `--by kind` tells pairs by a field in place of files, and leaves the caches out.
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { embeddingOnce } from '../../src/cli/embedding-once.ts';
import { readPairs } from '../../src/cli/labelled-pairs.ts';
import type { Embedder } from '../../src/contracts/index.ts';
import { localEmbedder } from '../../src/local-embedder/index.ts';
import { behindTraps } from './behind-traps.ts';
import { inOneCache, judges } from './one-cache.ts';
import { pairByPair } from './pair-by-pair.ts';
import { slowTexts } from './slow-texts.ts';
import { table } from './table.ts';

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: { by: { type: 'string' }, cache: { type: 'string', multiple: true } },
});
if (files.length === 0) {
  console.error('Usage: npm run evaluate -- pairs.jsonl [more.jsonl ...] [--cache NAME ...] [--by kind]');
  process.exit(2);
}

const offline = embeddingOnce(localEmbedder());
const embedders: readonly Embedder[] = [offline, { ...offline, id: 'nobody-measured' }];

for (const embedder of embedders) {
  console.log(`\n## ${embedder.id}\n\n### Pair by pair`);
  const pairs = await Promise.all(
    files.map(async (file) =>
      (await readPairs([file], undefined, values.by)).map((pair) => ({
        ...pair,
        source: values.by === undefined ? nameOf(file) : `${nameOf(file)} ${pair.source ?? ''}`,
      })),
    ),
  );
  console.log(await pairByPair(embedder, pairs.flat()));
  if (values.by !== undefined) continue;

  console.log('\n### All stored questions in one cache');
  const rows: string[][] = [];
  for (const [index, file] of files.entries()) {
    const own = pairs[index] ?? [];
    if (values.cache?.includes(nameOf(file)) === false) continue;
    for (const judge of judges) rows.push([nameOf(file), ...(await inOneCache(embedder, own, judge))]);
  }
  console.log(
    table(
      ['set', 'judge', 'paraphrases', 'right', 'lookups', 'wrong', 'calls a lookup', 'most', 'again'],
      rows,
    ),
  );
  console.log(`\nA good neighbour behind three traps: ${await behindTraps(embedder)}`);
}
console.log(`\n### 100 KB made to be slow\n${slowTexts()}`);

function nameOf(file: string): string {
  return basename(file, '.jsonl');
}
