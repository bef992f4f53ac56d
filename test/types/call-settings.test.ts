import type * as ai7 from 'ai';
import type { UIMessage } from 'ai';
import type * as ai5 from 'ai-v5';
import type * as ai6 from 'ai-v6';
import { expect, expectTypeOf, it } from 'vitest';
import { type RepriseMetadata, repriseMetadata, repriseOptions } from '../../src/ai-sdk/index.ts';
import type { CachedChatModel } from '../../src/langchain/index.ts';

type Options5 = NonNullable<Parameters<typeof ai5.generateText>[0]['providerOptions']>;
type Options6 = NonNullable<Parameters<typeof ai6.generateText>[0]['providerOptions']>;
type Options7 = NonNullable<Parameters<typeof ai7.generateText>[0]['providerOptions']>;

it('makes provider options of every version', () => {
  const settings = {
    scope: 'user-1',
    tags: ['handbook'],
    ttl: '10m',
    mode: 'read-only',
    semantic: false,
  } as const;
  const options = repriseOptions(settings);
  expect(options).toEqual({ reprise: settings });
  expectTypeOf(options).toExtend<Options5>();
  expectTypeOf(options).toExtend<Options6>();
  expectTypeOf(options).toExtend<Options7>();
  const beside = { ...options, openai: { user: 'a' } };
  expectTypeOf(beside).toExtend<Options7>();
});

it('refuses a name that does not exist, and a value that is none', () => {
  // @ts-expect-error misspelt
  expect(() => repriseOptions({ skope: 'user-1' })).toThrow();
  // @ts-expect-error no mode
  repriseOptions({ mode: 'sometimes' });
});

it('reads metadata from results, steps, parts and messages', () => {
  type Read = RepriseMetadata | undefined;
  const of = (
    generated: ai7.GenerateTextResult<never, never, never>,
    streamed: ai7.StreamTextResult<never, never, never>,
  ) => ({
    whole: repriseMetadata(generated),
    step: repriseMetadata(generated.steps[0] ?? {}),
    stream: repriseMetadata(streamed),
  });
  expectTypeOf<ReturnType<typeof of>['whole']>().toEqualTypeOf<Read>();
  expectTypeOf<ReturnType<typeof of>['step']>().toEqualTypeOf<Read>();
  expectTypeOf<ReturnType<typeof of>['stream']>().toEqualTypeOf<Promise<Read>>();
  const message = (ui: UIMessage) => repriseMetadata(ui);
  expectTypeOf<ReturnType<typeof message>>().toEqualTypeOf<Read>();
});

it('types the call option of LangChain through invoke, stream, batch and bindings', () => {
  const calls = (model: CachedChatModel) => [
    model.invoke('hi', { reprise: { scope: 'user-1' } }),
    model.stream('hi', { reprise: { tags: ['a'] } }),
    model.batch(['hi'], { reprise: { ttl: '1m' } }),
    model.bindTools([]).invoke('hi', { reprise: { mode: 'bypass' } }),
    model.withConfig({ reprise: { semantic: false } }),
    // @ts-expect-error misspelt
    model.invoke('hi', { reprise: { skope: 'user-1' } }),
  ];
  expectTypeOf(calls).toBeFunction();
});
