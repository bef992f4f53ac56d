import { createCache, textResponse } from 'reprise';
import { memoryIndex } from 'reprise/memory';
import { semanticLayer } from 'reprise/semantic';
import { processorTime } from '../run/rounds.ts';
import type { Row } from '../run/row.ts';
import { dimensions, wordVector } from '../run/word-vector.ts';
import { answer } from '../run/workload.ts';

const entries = 1_000;
const calls = 10;
const places = ['Bergen', 'Lyon', 'Graz', 'Porto', 'Gdansk', 'Turku', 'Malaga'];

const stored = (index: number) => `When is order ${index} from ${places[index % places.length]} due?`;
const asked = (index: number) => `when is order ${index} from ${places[index % places.length]} due, please`;
const request = (question: string) => ({ provider: 'bench', model: 'bench-1', question });

export const row: Row = {
  title: 'Hit by meaning in memory: 1,000 questions, warm embedding, proved by the guards',
  columns: [{ name: 'a hit', unit: 'µs' }],
  rounds: 60,
  warmUp: 40,
  note: 'Processor time; the embedding comes from a map. Limit: a plain scan of the vectors for the nearest one, with nothing proved.',
  async prepare() {
    const all = Array.from({ length: entries }, (_, index) => index);
    const vectors = new Map(
      all.flatMap((index) => [stored(index), asked(index)]).map((text) => [text, unitVector(text)]),
    );
    const vectorOf = (text: string) => vectors.get(text) ?? unitVector(text);
    const embedder = {
      id: 'words',
      dimensions,
      embed: async (texts: readonly string[]) => texts.map(vectorOf),
    };
    const cache = createCache({ semantic: semanticLayer({ index: memoryIndex(), embedder }) });
    for (const index of all) await cache.store(request(stored(index)), textResponse(answer));
    await cache.close();
    const scanned = all.map((index) => vectorOf(stored(index)));
    let next = 0;
    return [
      {
        name: 'plain scan of the vectors',
        role: 'limit',
        round: () => perCall(async () => nearest(scanned, vectorOf(asked(next++ % entries)))),
      },
      {
        name: 'reprise',
        role: 'reprise',
        round: () =>
          perCall(async () => {
            const found = await cache.lookup(request(asked(next++ % entries)));
            if (found.status !== 'hit' || found.layer !== 'semantic') throw new Error('It was no such hit.');
          }),
      },
    ];
  },
};

async function perCall(call: () => Promise<unknown>): Promise<number[]> {
  const started = processorTime();
  for (let index = 0; index < calls; index++) await call();
  return [(processorTime() - started) / calls];
}

function unitVector(text: string): Float32Array {
  const vector = wordVector(text);
  const length = Math.hypot(...vector);
  return Float32Array.from(vector, (value) => value / length);
}

function nearest(vectors: readonly Float32Array[], query: Float32Array): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const vector of vectors) {
    let dot = 0;
    for (let index = 0; index < dimensions; index++) dot += (vector[index] ?? 0) * (query[index] ?? 0);
    if (dot > best) best = dot;
  }
  return best;
}
