/**
 * Measures what would be served by meaning on labelled pairs: `npm run evaluate -- pairs.jsonl [more.jsonl ...]`.
 * A line is `{"a": ..., "b": ..., "label": 0 | 1, "source"?: ..., "category"?: ...}`; label 1 means that a's answer serves
 * b. Options: `--by category` tells the figures by category, `--json FILE` and `--plot FILE.svg` write them down.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Embedder } from '../src/contracts/embedder.ts';
import type { PairVerdict, VerifyPair } from '../src/contracts/verify-pair.ts';
import { localEmbedder } from '../src/local-embedder/index.ts';
import { evaluate } from '../src/semantic/evaluate.ts';
import { evaluationPlot, type OperatingPoint } from '../src/semantic/evaluation-plot.ts';
import { evaluationTable } from '../src/semantic/evaluation-table.ts';
import { guards } from '../src/semantic/guards/guards.ts';
import { type EmbeddedPair, embedPairs } from '../src/semantic/labelled-pair.ts';
import { thresholdVerifier } from '../src/semantic/threshold-verifier.ts';
import { readPairs } from './read-pairs.ts';

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: {
    by: { type: 'string' },
    json: { type: 'string' },
    plot: { type: 'string' },
  },
});
if (files.length === 0) {
  console.error(
    'Usage: npm run evaluate -- pairs.jsonl [more.jsonl ...] [--by category] [--json FILE] [--plot FILE]',
  );
  process.exit(2);
}

const embedder = embeddingOnce(localEmbedder());
const pairs = (await Promise.all(files.map((file) => readPairs(file, values.by)))).flat();
const guarded = guards();
const evaluation = await evaluate({
  embedder,
  pairs,
  methods: {
    'threshold 0.90': thresholdVerifier(0.9),
    'threshold 0.95': thresholdVerifier(0.95),
    'guards (default)': guarded,
  },
});
console.log(
  `${pairs.length} pairs, embedder ${evaluation.embedder}, intervals at ${evaluation.confidence * 100}%\n`,
);
console.log(evaluationTable(evaluation));

if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(evaluation, null, 2)}\n`);
if (values.plot !== undefined) {
  const embedded = await embedPairs(embedder, pairs);
  const curves = {
    'threshold alone': curve(embedded, accepting),
    'with guards': curve(embedded, guarded),
  };
  await writeFile(values.plot, evaluationPlot(curves));
}

/** The table and the plot ask for the same texts, and embedding them is most of the time. */
function embeddingOnce(inner: Embedder): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    ...inner,
    async embed(texts) {
      const unknown = texts.filter((text) => !known.has(text));
      const vectors = unknown.length === 0 ? [] : await inner.embed(unknown);
      unknown.forEach((text, index) => {
        known.set(text, vectors[index] ?? new Float32Array());
      });
      return texts.map((text) => known.get(text) ?? new Float32Array());
    },
  };
}

function accepting(): PairVerdict {
  return { verdict: 'same' };
}

/** What a verifier serves under rising thresholds of the similarity, or of another score. */
function curve(
  embedded: readonly EmbeddedPair[],
  verify: VerifyPair,
  score: (pair: EmbeddedPair) => number = ({ similarity }) => similarity,
): readonly OperatingPoint[] {
  const positives = embedded.filter(({ label }) => label === 1).length;
  const passed = embedded
    .filter((pair) => verify(pair).verdict === 'same')
    .map((pair) => ({ label: pair.label, score: score(pair) }));
  return Array.from({ length: 60 }, (_, step) => 0.4 + step / 100).map((threshold) => {
    const served = passed.filter((pair) => pair.score >= threshold);
    const right = served.filter(({ label }) => label === 1).length;
    return {
      threshold,
      hitRate: right / Math.max(1, positives),
      wrongHitRate: (served.length - right) / Math.max(1, served.length),
    };
  });
}
