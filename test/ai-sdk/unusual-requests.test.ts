import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { upstashRedis } from '../../src/upstash/index.ts';
import { patientTimeouts } from '../patience.ts';
import { collect, ending, fakeModel, streamOf, textParts } from './fake-model.ts';
import { versions } from './versions.ts';

let upstash: LocalUpstash;
beforeAll(async () => {
  upstash = await startUpstash();
});
afterAll(() => upstash.close());

const user = (...content: readonly object[]) => [{ role: 'user', content }];
const question = { type: 'text', text: 'What is this?' };

describe.each(versions)('with $name and Upstash', ({ sdk, specification, name }) => {
  const file = (data: unknown, url: boolean) =>
    specification === 'v4' ? (url ? { type: 'url', url: data } : { type: 'data', data }) : data;
  const requests: readonly (readonly [string, object])[] = [
    ['a prompt of 200 KB', { prompt: user({ type: 'text', text: 'Why? '.repeat(40_000) }) }],
    [
      'an image as bytes',
      {
        prompt: user(
          { type: 'file', mediaType: 'image/png', data: file(new Uint8Array(50_000).fill(7), false) },
          question,
        ),
      },
    ],
    [
      'a file by its URL',
      {
        prompt: user(
          { type: 'file', mediaType: 'image/png', data: file(new URL('https://example.org/a.png'), true) },
          question,
        ),
      },
    ],
    [
      'a Date in provider options',
      { prompt: user(question), providerOptions: { fake: { since: new Date(0) } } },
    ],
    [
      'a BigInt in provider options',
      { prompt: user(question), providerOptions: { fake: { seed: 2n ** 70n } } },
    ],
  ];

  it.each(requests)('%s is answered, stored and found again', async (what, params) => {
    const store = upstashRedis(upstash.redis, {
      prefix: `${name}-${what}`.replaceAll(/[^a-zA-Z0-9]/g, '-').concat(':'),
    });
    const cache = createCache({ memory: false, store, timeouts: patientTimeouts });
    const model = fakeModel({
      specification,
      generate: () => ({
        content: [{ type: 'text', text: 'A thing.' }],
        ...ending(specification),
        warnings: [],
      }),
      stream: () => streamOf(textParts(specification, ['A ', 'thing.'])),
    });
    const wrapped = sdk.wrapLanguageModel({ model: model as never, middleware: cacheMiddleware(cache) });
    const called = wrapped as unknown as typeof model;
    await called.doGenerate({ prompt: [], ...params });
    await cache.close();
    const hit = await called.doGenerate({ prompt: [], ...params });
    expect(hit).toMatchObject({
      content: [{ text: 'A thing.' }],
      providerMetadata: { reprise: { layer: 'store' } },
    });
    const streamed = await collect((await called.doStream({ prompt: [], ...params })).stream);
    expect(streamed.at(-1)).toMatchObject({ providerMetadata: { reprise: { layer: 'store' } } });
    expect(model.calls).toHaveLength(1);
  });
});
