import { join } from 'node:path';
import { transformersEmbedder, transformersJudge } from 'reprise/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePairModel, writeSentenceModel } from './onnx-model.ts';
import { startTransformersHost, type TransformersHost } from './transformers-host.ts';

const words = ['how', 'do', 'i', 'can', 'reset', 'change', 'my', 'your', 'password', 'name'];

let host: TransformersHost;
let sentence: string;
let entailment: string;
let duplicate: string;
let unlabelled: string;
beforeAll(async () => {
  host = await startTransformersHost(true);
  sentence = await writeSentenceModel(join(host.folder, 'sentence'), words);
  entailment = await writePairModel(join(host.folder, 'nli'), words, [
    'ENTAILMENT',
    'contradiction',
    'neutral',
  ]);
  duplicate = await writePairModel(join(host.folder, 'duplicate'), words, ['duplicate', 'other']);
  unlabelled = await writePairModel(join(host.folder, 'unlabelled'), words, ['LABEL_0', 'LABEL_1']);
}, 600_000);
afterAll(() => host?.close());

const embed = (model: string, texts: readonly string[], more = '') =>
  host.evaluate(`
    const embedder = transformersEmbedder({ model: ${JSON.stringify(model)}, ${more} });
    const vectors = await embedder.embed(${JSON.stringify(texts)});
    const rounded = vectors.map((vector) => Array.from(vector, (x) => Number(x.toFixed(4))));
    return { id: embedder.id, dimensions: embedder.dimensions, vectors: rounded };
  `);

const decide = (model: string, asked: string, candidates: readonly string[], more = '') =>
  host.evaluate(`
    const judge = transformersJudge({ model: ${JSON.stringify(model)}, ${more} });
    const question = { asked: ${JSON.stringify(asked)}, candidates: ${JSON.stringify(candidates)}, context: { turns: 0, output: 'text' } };
    return await judge.decide(question, { signal: AbortSignal.timeout(600_000) });
  `);

describe('transformersEmbedder', () => {
  it('gives vectors of unit length, one a text, over several batches', async () => {
    const texts = ['reset my password', 'my password reset', 'name'];
    const { id, dimensions, vectors } = Object(await embed(sentence, texts, 'batchSize: 2'));
    expect({ id, dimensions }).toEqual({ id: 'transformers/sentence-fp32', dimensions: words.length });
    expect(vectors[0]).toEqual(vectors[1]);
    expect(vectors[2]).toEqual(words.map((word) => (word === 'name' ? 1 : 0)));
  });

  it('puts the prefix that a model asks for before each text', async () => {
    expect(Object(await embed(sentence, ['name'], "prefix: 'password '")).vectors).toEqual(
      Object(await embed(sentence, ['password name'])).vectors,
    );
  });

  it('loads the weights of the precision that it is told', async () => {
    // There are none of that precision.
    expect(await embed(sentence, ['name'], "dtype: 'fp16'")).toEqual({ error: 'model-not-loaded' });
    expect(await decide(entailment, 'reset', ['reset'], "dtype: 'fp16'")).toEqual({
      error: 'model-not-loaded',
    });
  });

  it('pools by the first token where the model wants that', async () => {
    const model = await writeSentenceModel(join(host.folder, 'first-token'), words, 'name');
    const byFirstToken = Object(await embed(model, ['password'], "pooling: 'cls'")).vectors;
    expect(byFirstToken).toEqual([words.map((word) => (word === 'name' ? 1 : 0))]);
  });

  it('rejects where the model gives no direction at all', async () => {
    expect(await embed(sentence, ['zzz'])).toEqual({ error: 'store-failed' });
  });

  it('takes an id of the user’s, and rejects for a model that is not there', async () => {
    expect(await embed(sentence, ['name'], "id: 'mine'")).toMatchObject({ id: 'mine' });
    expect(await embed('/nowhere/model', ['name'])).toEqual({ error: 'model-not-loaded' });
  });

  it('stops at its signal between batches', async () => {
    const aborted = `
      const embedder = transformersEmbedder({ model: ${JSON.stringify(sentence)} });
      return embedder.embed(['name'], { signal: AbortSignal.abort(new Error('enough')) });`;
    expect(await host.evaluate(aborted)).toEqual({ error: 'Error: enough' });
  });

  it('refuses options out of their range at the call', () => {
    expect(() => transformersEmbedder({ model: '' })).toThrow('"model"');
    expect(() => transformersEmbedder({ model: 'm', batchSize: 0 })).toThrow('"batchSize"');
    expect(() => Reflect.apply(transformersEmbedder, null, [{ model: 'm', pooling: 'max' }])).toThrow(
      '"pooling"',
    );
  });
});

describe('transformersJudge', () => {
  const asked = 'how do i reset my password';

  it.each([
    ['of entailment', () => entailment],
    ['of duplicates', () => duplicate],
  ])('chooses by a model %s the candidate that says the same', async (_, model) => {
    const candidates = [
      'how do i change my password',
      'how do i reset your name',
      'my password how do i reset',
    ];
    expect(await decide(model(), asked, candidates)).toEqual({ choice: 2 });
  });

  it('chooses the nearest of equal ones, and none where none is alike', async () => {
    expect(await decide(entailment, asked, [asked, asked])).toEqual({ choice: 0 });
    expect(await decide(entailment, asked, ['how do i reset my name'])).toEqual({});
  });

  it('is as strict as the threshold', async () => {
    // The model gives 0.99999 to equal words.
    expect(await decide(entailment, asked, [asked], 'threshold: 1')).toEqual({});
  });

  it('counts the label that it is told, and rejects where it knows none', async () => {
    expect(await decide(unlabelled, asked, [asked], "label: 'LABEL_0'")).toEqual({ choice: 0 });
    expect(await decide(unlabelled, asked, [asked])).toEqual({ error: 'store-failed' });
    expect(await decide('/nowhere/model', asked, [asked])).toEqual({ error: 'model-not-loaded' });
  });

  it('refuses options out of their range at the call', () => {
    expect(() => transformersJudge({ model: '' })).toThrow('"model"');
    expect(() => transformersJudge({ model: 'm', threshold: 0 })).toThrow('"threshold"');
  });

  it('tells the cache how long to wait', () => {
    expect(transformersJudge({ model: 'm', timeout: 500 }).timeout).toBe(500);
  });
});

describe('without the optional package', () => {
  it('rejects with what to install', async () => {
    const bare = await startTransformersHost(false);
    expect(await bare.evaluate("return transformersEmbedder({ model: 'm' }).embed(['a'])")).toEqual({
      error: 'missing-peer',
    });
    await bare.close();
  });
});
