import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../../src/contracts/index.ts';
import { guards } from '../../../src/semantic/index.ts';
import { oracle, scene } from './scene.ts';

/** As one that is broken, or that cuts long texts off before they differ. */
const embedder: Embedder = {
  id: 'sees-no-difference',
  dimensions: 2,
  embed: async (texts) => texts.map(() => new Float32Array([1, 0])),
};
const questions = ['Hello world', "How's the weather?", 'Tell me one joke'];

describe('an embedder that gives different questions one vector', () => {
  it('has not compared them: no threshold serves by it', async () => {
    const { open } = scene();
    const { put, look } = open({ embedder, verify: guards(), threshold: 0.8 });
    for (const question of questions) {
      expect(await look(question)).toMatchObject({ status: 'miss' });
      await put(question);
    }
    expect(await look('Sing me a song')).toMatchObject({ semantic: { reason: 'wording', similarity: 1 } });
  });

  it('leaves what is proved, and what a judge decides', async () => {
    const { open } = scene();
    const { judge } = oracle({ 'Sing me a song': 'Hello world' });
    const { put, look } = open({ embedder, verify: guards(), judge, threshold: 0.8 });
    await put('Hello world');
    expect(await look('Hello world!?')).toMatchObject({ status: 'miss' });
    expect(await look('Hello world.')).toMatchObject({ status: 'hit', by: 'proof' });
    expect(await look('Sing me a song')).toMatchObject({ status: 'hit', by: 'judge' });
  });

  it('is believed where the user has turned every comparison off', async () => {
    const { open } = scene();
    const { put, look } = open({ embedder, verify: false, threshold: 0.8 });
    await put('Hello world');
    expect(await look('Tell me one joke')).toMatchObject({ status: 'hit', by: 'threshold' });
  });
});
