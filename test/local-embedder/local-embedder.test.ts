import { describe, expect, it, vi } from 'vitest';
import { RepriseError } from '../../src/errors.ts';
import { localEmbedder } from '../../src/local-embedder/index.ts';

const cosine = (a: Float32Array | undefined, b: Float32Array | undefined): number => {
  if (!a || !b) throw new Error('a vector is missing');
  let dot = 0;
  for (let index = 0; index < a.length; index++) dot += (a[index] ?? 0) * (b[index] ?? 0);
  return dot;
};

/** What the model's run time holds in WASM memory. Its types need TensorFlow's, which aren't installed. */
async function tensorsHeld(): Promise<number> {
  const core: object = await import('@energetic-ai/core');
  return Reflect.get(core, 'memory')().numTensors;
}

describe('localEmbedder', () => {
  it('gives one vector of unit length a text, in order', async () => {
    const embedder = localEmbedder({ batchSize: 2 });
    const texts = ['How do I reset my password?', 'The ferry leaves at noon.', 'I forgot my password.'];
    const vectors = await embedder.embed(texts);
    expect(vectors.map((vector) => vector.length)).toEqual([512, 512, 512]);
    expect(embedder.dimensions).toBe(512);
    for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 3);
    expect(cosine(vectors[0], vectors[2])).toBeGreaterThan(cosine(vectors[0], vectors[1]));
  });

  it('gives the same vector alone and in a batch', async () => {
    const embedder = localEmbedder();
    const [alone] = await embedder.embed(['What does it cost?']);
    const batch = await embedder.embed(['Something quite different, and much longer', 'What does it cost?']);
    expect(cosine(alone, batch[1])).toBeCloseTo(1, 4);
  });

  it('embeds an empty text, and nothing for no texts', async () => {
    const embedder = localEmbedder();
    expect(await embedder.embed([])).toEqual([]);
    expect((await embedder.embed(['']))[0]).toHaveLength(512);
  });

  it('loads its model once a process, however often its module is evaluated', async () => {
    await localEmbedder().embed(['before']);
    const tensors = await tensorsHeld();
    vi.resetModules();
    const again = await import('../../src/local-embedder/index.ts');
    expect(again.localEmbedder).not.toBe(localEmbedder);
    expect(await again.localEmbedder().embed(['after'])).toHaveLength(1);
    expect(await tensorsHeld()).toBe(tensors);
  });

  it('stops between batches when its signal is aborted', async () => {
    const embedder = localEmbedder({ batchSize: 1 });
    await expect(embedder.embed(['one', 'two'], { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('refuses a batch size out of range', () => {
    for (const batchSize of [0, 257, 1.5]) {
      try {
        localEmbedder({ batchSize });
        expect.unreachable();
      } catch (error) {
        expect(RepriseError.isInstance(error) && error.code).toBe('invalid-option');
      }
    }
  });
});
