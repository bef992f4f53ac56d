/**
 * Measures what would be served by meaning on labelled pairs: `npm run evaluate -- pairs.jsonl [more.jsonl ...]`.
 * A line is `{"a": ..., "b": ..., "label": 0 | 1, "source"?: ..., "category"?: ...}`; label 1 means that a's answer serves
 * b. Options: `--floor -1` lets a judge be asked about every pair, `--by category` tells the figures by category, `--json FILE` and `--plot FILE.svg` write them down.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { embeddingOnce } from '../src/cli/embedding-once.ts';
import { readPairs } from '../src/cli/labelled-pairs.ts';
import { evaluate } from '../src/evaluate/evaluate.ts';
import { evaluationPlot } from '../src/evaluate/evaluation-plot.ts';
import { evaluationTable } from '../src/evaluate/evaluation-table.ts';
import { thresholdCurve } from '../src/evaluate/threshold-curve.ts';
import { thresholdVerifier } from '../src/evaluate/threshold-verifier.ts';
import { localEmbedder } from '../src/local-embedder/index.ts';
import { guards } from '../src/semantic/guards/guards.ts';
import { embedPairs } from '../src/semantic/labelled-pair.ts';

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: {
    by: { type: 'string' },
    json: { type: 'string' },
    plot: { type: 'string' },
    floor: { type: 'string' },
  },
});
if (files.length === 0) {
  console.error(
    'Usage: npm run evaluate -- pairs.jsonl [more.jsonl ...] [--by category] [--floor 0.6] [--json FILE] [--plot FILE]',
  );
  process.exit(2);
}

const embedder = embeddingOnce(localEmbedder());
const pairs = await readPairs(files, undefined, values.by);
const guarded = guards();
const evaluation = await evaluate({
  embedder,
  pairs,
  methods: {
    'threshold 0.90': thresholdVerifier(0.9),
    'threshold 0.95': thresholdVerifier(0.95),
    'guards + 0.92': thresholdVerifier(0.92, guarded),
    'guards (default)': guarded,
  },
  ...(values.floor === undefined ? {} : { judgeFloor: Number(values.floor) }),
});
console.log(
  `${pairs.length} pairs, embedder ${evaluation.embedder}, intervals at ${evaluation.confidence * 100}%\n`,
);
console.log(evaluationTable(evaluation));

if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(evaluation, null, 2)}\n`);
if (values.plot !== undefined) {
  const embedded = await embedPairs(embedder, pairs);
  const curves = {
    'threshold alone': thresholdCurve(embedded),
    'guards and threshold': thresholdCurve(embedded, guarded),
  };
  await writeFile(values.plot, evaluationPlot(curves));
}
