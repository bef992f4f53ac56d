import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { ending, fakeModel } from './fake-model.ts';
import { versions } from './versions.ts';

describe.each(versions)('with $name', ({ sdk, specification }) => {
  const person = z.object({ name: z.string() });
  const situations = [
    ['an object', { schema: person }, '{"name":7}', '{"name":"Ada"}'],
    [
      'a list',
      { output: 'array', schema: person },
      '{"elements":[{"name":7}]}',
      '{"elements":[{"name":"Ada"}]}',
    ],
    ['a choice', { output: 'enum', enum: ['yes', 'no'] }, '{"result":"maybe"}', '{"result":"yes"}'],
  ] as const;

  it.each(situations)('%s that the SDK refuses is not its next caller’s', async (_, asked, broken, sound) => {
    const answers = [broken, sound];
    const model = fakeModel({
      specification,
      generate: () => ({
        content: [{ type: 'text', text: answers.shift() }],
        warnings: [],
        ...ending(specification),
      }),
    });
    const wrapped = sdk.wrapLanguageModel({
      model: model as never,
      middleware: cacheMiddleware(createCache()) as never,
    });
    const ask = async () => {
      const options: object = { model: wrapped, prompt: 'Who?', ...asked };
      const { object } = await sdk.generateObject(options as Parameters<typeof sdk.generateObject>[0]);
      return object;
    };
    await expect(ask()).rejects.toThrow('No object generated');
    const made = await ask();
    expect(await ask()).toEqual(made);
    expect(model.calls).toHaveLength(2);
  });
});
