import { customProvider, defaultSettingsMiddleware, generateText, wrapLanguageModel } from 'ai';
import { describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { ending, fakeModel } from './fake-model.ts';

/** A model that says with which seed it was asked. */
const seeded = () =>
  fakeModel({
    specification: 'v4',
    generate: (options) => ({
      content: [{ type: 'text', text: `seed ${Reflect.get(options, 'seed')}` }],
      ...ending('v4'),
      warnings: [],
    }),
  }) as Parameters<typeof wrapLanguageModel>[0]['model'];

const withSeed = (seed: number) => defaultSettingsMiddleware({ settings: { seed } });
const ask = async (model: Parameters<typeof wrapLanguageModel>[0]['model']) =>
  (await generateText({ model, prompt: 'Which seed?' })).text;

describe('settings that another middleware adds', () => {
  it('are told apart where it stands ahead of the cache', async () => {
    const cache = createCache();
    const model = (seed: number) =>
      wrapLanguageModel({ model: seeded(), middleware: [withSeed(seed), cacheMiddleware(cache)] });
    expect([await ask(model(1)), await ask(model(2)), await ask(model(1))]).toEqual([
      'seed 1',
      'seed 2',
      'seed 1',
    ]);
  });

  it('are told apart behind the cache by names of their own, as with two names of a custom provider', async () => {
    const cache = createCache();
    const named = (modelId: string, seed: number) =>
      wrapLanguageModel({ model: seeded(), middleware: withSeed(seed), modelId });
    const provider = customProvider({ languageModels: { one: named('one', 1), two: named('two', 2) } });
    const cached = (name: 'one' | 'two') =>
      wrapLanguageModel({ model: provider.languageModel(name), middleware: cacheMiddleware(cache) });
    expect([await ask(cached('one')), await ask(cached('two')), await ask(cached('one'))]).toEqual([
      'seed 1',
      'seed 2',
      'seed 1',
    ]);
  });
});
