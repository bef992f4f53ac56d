import { ok, rejects } from 'node:assert/strict';
import { IndexMismatchError } from '../../errors.ts';
import { type InputKind, vectorAt } from './graded-inputs.ts';
import type { VectorIndexTest } from './vector-index-scene.ts';

/** What an index does with inputs of its kind, and with those that it wasn't made for. */
export function vectorIndexInputTests(test: VectorIndexTest, takes: InputKind): void {
  if (takes === 'texts') hostedModelTests(test);
  else vectorTests(test, takes.dimensions);
}

function hostedModelTests(test: VectorIndexTest): void {
  test('names the embedder that is behind it', async ({ index }) => {
    ok(index.capabilities.embedder, 'an index that takes texts names its embedder');
  });
}

function vectorTests(test: VectorIndexTest, dimensions: number): void {
  test('gives the cosine as similarity, whatever the lengths', async ({ index, entry, found }) => {
    for (const cosine of [1, 0.95, 0.5, 0, -0.5, -1]) {
      const vector = vectorAt(cosine, dimensions).map((value) => value * 3);
      await index.upsert([entry({ id: 'known', input: { vector } })]);
      const query = vectorAt(1, dimensions).map((value) => value * 0.25);
      const similarity = (await found({ input: { vector: query } }))[0]?.similarity ?? Number.NaN;
      ok(Math.abs(similarity - cosine) < 1e-3, `expected ${cosine}, got ${similarity}`);
    }
  });

  test('refuses a vector of another dimension', async ({ index, entry, settle }) => {
    await index.upsert([entry({ id: 'a' })]);
    await settle();
    const wrong = entry({ id: 'b', input: { vector: vectorAt(1, dimensions + 1) } });
    const mismatch = (error: unknown) => error instanceof IndexMismatchError;
    await rejects(index.upsert([wrong]), mismatch);
    await rejects(index.query({ ...wrong, limit: 1 }), mismatch);
  });

  test('refuses a text, or names the embedder that it has for it', async ({ index, entry }) => {
    if (index.capabilities.embedder !== undefined) return;
    const text = entry({ id: 'a', input: { text: 'a text' } });
    await rejects(index.upsert([text]), (error) => error instanceof IndexMismatchError);
  });
}
