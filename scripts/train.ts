/**
 * Trains a pair verifier on labelled files, with the offline embedder:
 * `npm run train -- pairs.jsonl [more.jsonl ...] --out weights.json [--trees 300] [--depth 3]`.
 * The same files in the same order give the same weights.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { localEmbedder } from '../src/local-embedder/index.ts';
import { embedPairs } from '../src/semantic/labelled-pair.ts';
import { trainVerifier } from '../src/semantic/verifier/pair-verifier.ts';
import { readPairs } from './read-pairs.ts';

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    trees: { type: 'string', default: '300' },
    depth: { type: 'string', default: '3' },
  },
});
if (files.length === 0 || values.out === undefined) {
  process.stderr.write(
    'Usage: npm run train -- pairs.jsonl [more.jsonl ...] --out weights.json [--trees N] [--depth N]\n',
  );
  process.exit(2);
}

const embedder = localEmbedder();
const pairs = await embedPairs(embedder, (await Promise.all(files.map((file) => readPairs(file)))).flat());
const weights = trainVerifier({
  pairs,
  embedder: embedder.id,
  trees: Number(values.trees),
  depth: Number(values.depth),
});
await writeFile(values.out, JSON.stringify(weights));
process.stdout.write(`${weights.trees.length} trees from ${pairs.length} pairs, in ${values.out}\n`);
