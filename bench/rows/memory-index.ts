import type { VectorIndex } from 'reprise/contracts';
import { localEmbedder } from 'reprise/local-embedder';
import { memoryIndex } from 'reprise/memory';
import { fixtureSentences } from '../run/fixture-sentences.ts';
import { heapMegabytes } from '../run/heap.ts';
import { processorTime } from '../run/rounds.ts';
import type { Row, Subject } from '../run/row.ts';
import { median } from '../run/statistics.ts';

const dimensions = 384;
/** A million takes a gigabyte and minutes: `REPRISE_BENCH_MILLION=1`. */
const sizes = [1_000, 10_000, 100_000, ...(process.env.REPRISE_BENCH_MILLION === '1' ? [1_000_000] : [])];
const queries = 10;
const sentences = 800;
const place = { partition: 'bench', contextKey: 'context' };

export const row: Row = {
  title: `The index in memory, ${dimensions} dimensions`,
  columns: [
    ...sizes.map((size) => ({ name: `query of ${size.toLocaleString('en')}, p50`, unit: 'ms' as const })),
    { name: 'inserts', unit: 'a second', better: 'higher' },
    { name: 'memory over the raw vectors', unit: '' },
    { name: 'recall@1, real sentences', unit: '', better: 'higher' },
  ],
  rounds: 4,
  warmUp: 1,
  processes: 1,
  note: `Processor time. Limit: a plain scan of one \`Float32Array\`. Vectors for times are random and seeded; inserts and memory are those of the largest size. Recall is that of ${sentences.toLocaleString('en')} sentences of \`test/semantic/fixtures\` by \`localEmbedder\`: half are stored, half are asked, and what a plain scan finds is right.`,
  async prepare() {
    const random = uniform(42);
    const raw = sizes.map((size) => randomVectors(size, random));
    const indexes: Filled[] = [];
    for (const vectors of raw) indexes.push(await filled(vectors));
    const recalled = await recall();
    const largest = indexes.at(-1);
    const query = () => randomVectors(1, random);
    const limit: Subject = {
      name: 'plain scan',
      role: 'limit',
      async round() {
        const times: number[] = [];
        for (const vectors of raw)
          times.push(await p50(vectors.length > 1e7 ? 1 : queries, () => scan(vectors, query())));
        return [...times, undefined, 1, 1];
      },
    };
    const own: Subject = {
      name: 'reprise memoryIndex',
      role: 'reprise',
      async round() {
        const times: (number | undefined)[] = [];
        for (const { index } of indexes)
          times.push(
            await p50(queries, () => index.query({ ...place, input: { vector: query() }, limit: 1 })),
          );
        return [...times, largest?.insertsASecond, largest?.overRaw, recalled];
      },
    };
    return [limit, own];
  },
};

interface Filled {
  readonly index: VectorIndex;
  readonly insertsASecond: number;
  readonly overRaw: number;
}

async function filled(vectors: Float32Array): Promise<Filled> {
  const size = vectors.length / dimensions;
  const before = await heapMegabytes();
  const index = memoryIndex({ maxEntries: size });
  let inserting = 0;
  for (let start = 0; start < size; start += 1_000) {
    const entries = Array.from({ length: 1_000 }, (_, offset) =>
      entry(start + offset, vectorAt(vectors, start + offset)),
    );
    const started = processorTime();
    await index.upsert(entries);
    inserting += processorTime() - started;
  }
  const overRaw = ((await heapMegabytes()) - before) / (vectors.byteLength / 1e6);
  return { index, insertsASecond: size / (inserting / 1e6), overRaw };
}

function entry(number: number, vector: Float32Array) {
  return { ...place, id: `${number}`, input: { vector }, payload: '', expiresAt: Number.POSITIVE_INFINITY };
}

function vectorAt(vectors: Float32Array, place: number): Float32Array {
  return vectors.subarray(place * dimensions, (place + 1) * dimensions);
}

async function p50(count: number, query: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < count; call++) {
    const started = processorTime();
    await query();
    times.push((processorTime() - started) / 1_000);
  }
  return median(times);
}

/** The share of sentences whose nearest stored one is found. */
async function recall(): Promise<number> {
  const vectors = await localEmbedder().embed((await fixtureSentences()).slice(0, sentences));
  const half = Math.floor(vectors.length / 2);
  const stored = vectors.slice(0, half);
  const index = memoryIndex({ maxEntries: half });
  await index.upsert(stored.map((vector, number) => entry(number, vector)));
  let found = 0;
  for (const vector of vectors.slice(half)) {
    const best = Math.max(...stored.map((other) => dot(other, 0, vector) / (length(other) * length(vector))));
    const [match] = await index.query({ ...place, input: { vector }, limit: 1 });
    if (match !== undefined && match.similarity >= best - 1e-5) found++;
  }
  return found / (vectors.length - half);
}

function scan(vectors: Float32Array, query: Float32Array): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < vectors.length; start += query.length) {
    best = Math.max(best, dot(vectors, start, query));
  }
  return best;
}

function dot(vectors: Float32Array, start: number, query: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < query.length; index++)
    sum += (vectors[start + index] ?? 0) * (query[index] ?? 0);
  return sum;
}

function length(vector: Float32Array): number {
  return Math.sqrt(dot(vector, 0, vector));
}

function randomVectors(count: number, random: () => number): Float32Array {
  const vectors = new Float32Array(count * dimensions);
  for (let index = 0; index < vectors.length; index++) vectors[index] = random();
  return vectors;
}

/** Numbers between -0.5 and 0.5, the same in every run. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296 - 0.5;
  };
}
