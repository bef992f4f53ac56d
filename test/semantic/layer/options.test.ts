import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../../src/contracts/index.ts';
import { textResponse } from '../../../src/index.ts';
import { ask, embedder, scene, unsure } from './scene.ts';

describe('the options of semanticLayer', () => {
  it('maxQuestionLength: longer questions are neither embedded nor compared', async () => {
    const embedded: string[] = [];
    const watched: Embedder = {
      ...embedder,
      embed: async (texts, operation) => {
        embedded.push(...texts);
        return embedder.embed(texts, operation);
      },
    };
    const { look } = scene().open({ embedder: watched, maxQuestionLength: 5 });
    expect(await look('abcdef')).toMatchObject({ semantic: { reason: 'too-long' } });
    expect(await look('abcde')).toMatchObject({ semantic: { reason: 'no-neighbour' } });
    expect(embedded).toEqual(['abcde']);
  });

  it('candidates: how many of the nearest are compared', async () => {
    for (const candidates of [1, 2]) {
      const { open } = scene();
      const compared: string[] = [];
      const verify = ({ cached }: { readonly cached: string }) => {
        compared.push(cached);
        return unsure();
      };
      const { put, look } = open({ verify, candidates });
      for (const question of ['a', 'b', 'c']) await put(question);
      await look('d');
      expect(compared).toEqual(['c', 'b'].slice(0, candidates));
    }
  });

  it('embedAhead: the question of an exact hit is embedded too', async () => {
    for (const embedAhead of [true, false]) {
      const embedded: string[] = [];
      const watched: Embedder = {
        ...embedder,
        embed: async (texts, operation) => {
          embedded.push(...texts);
          return embedder.embed(texts, operation);
        },
      };
      const { open } = scene();
      await open().put('How?');
      const { look } = open({ embedder: { ...watched, id: 'another' }, embedAhead });
      expect(await look('How?')).toMatchObject({ status: 'hit', layer: 'store' });
      expect(embedded).toEqual(embedAhead ? ['How?'] : []);
    }
  });

  it('agreement: from which cosine on two answers agree', async () => {
    const byLetter: Embedder = {
      ...embedder,
      // The answers' vectors have a cosine of 0.6.
      embed: async (texts) =>
        texts.map(
          (text) =>
            new Float32Array(
              text.endsWith('.') ? (text === 'One.' ? [1, 0] : [0.6, 0.8]) : [1, text.length / 100],
            ),
        ),
    };
    for (const agreement of [0.5, 0.7]) {
      const { open, events } = scene();
      const { cache } = open({ embedder: byLetter, threshold: 0.5, mode: 'shadow', agreement });
      await cache.getOrSet(ask('a'), async () => textResponse('One.'));
      await cache.close();
      await cache.getOrSet(ask('bb'), async () => textResponse('Two.'));
      await cache.close();
      expect(events.find(({ type }) => type === 'audited')).toMatchObject({ agrees: agreement < 0.6 });
    }
  });

  it('random: which served hits are audited', async () => {
    for (const drawn of [0.2, 0.8]) {
      const { open, events } = scene();
      const { cache, put } = open({ threshold: 0.5, audit: 0.5, random: () => drawn });
      await put('a');
      await cache.getOrSet(ask('b'), async () => textResponse('Answer to a'));
      await cache.close();
      expect(events.some(({ type }) => type === 'audited')).toBe(drawn < 0.5);
    }
  });
});
