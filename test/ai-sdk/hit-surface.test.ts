import { getEventListeners } from 'node:events';
import type { ToolSet } from 'ai';
import { describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import { createCache } from '../../src/index.ts';
import { collect, ending, fakeModel, HandFedStream, streamOf, textParts } from './fake-model.ts';
import { versions } from './versions.ts';

describe.each(versions)('with $name', ({ specification, sdk }) => {
  const prompt = 'Why?';

  function wrap(options: Omit<Parameters<typeof fakeModel>[0], 'specification'>) {
    const model = fakeModel({ specification, ...options });
    const wrapped = sdk.wrapLanguageModel({
      model: model as never,
      middleware: cacheMiddleware(createCache()) as never,
    });
    return { calls: model.calls, model: wrapped };
  }

  const call = (input: string) => ({ type: 'tool-call', toolCallId: 'call_1', toolName: 'clock', input });
  const opening = { type: 'tool-input-start', id: 'call_1', toolName: 'clock' };

  async function inputEvents(model: ReturnType<typeof wrap>['model']): Promise<string[]> {
    const events: string[] = [];
    const clock: ToolSet[string] = {
      inputSchema: sdk.jsonSchema({ type: 'object' }),
      onInputStart: () => void events.push('start'),
      onInputDelta: ({ inputTextDelta }: { inputTextDelta: string }) => void events.push(inputTextDelta),
      onInputAvailable: () => void events.push('available'),
    };
    await sdk.streamText({ model, prompt, tools: { clock } }).consumeStream();
    return events;
  }

  it('tells tools of their input on a hit as live, also where they have no arguments', async () => {
    const parts = [
      { type: 'stream-start', warnings: [] },
      opening,
      { type: 'tool-input-end', id: 'call_1' },
      call('{}'),
      { type: 'finish', ...ending(specification, 'tool-calls') },
    ];
    const { model, calls } = wrap({ stream: () => streamOf(parts) });
    expect(await inputEvents(model)).toEqual(['start', 'available']);
    expect(await inputEvents(model)).toEqual(['start', 'available']);
    expect(calls).toHaveLength(1);
  });

  it('tells tools of their input where the answer was generated', async () => {
    const content = [call('{"zone":"CET"}')];
    const { model } = wrap({
      generate: () => ({ content, warnings: [], ...ending(specification, 'tool-calls') }),
    });
    const clock: ToolSet[string] = { inputSchema: sdk.jsonSchema({ type: 'object' }) };
    await sdk.generateText({ model, prompt, tools: { clock } });
    const events = await inputEvents(model);
    expect(events.at(0)).toBe('start');
    expect(events.slice(1, -1).join('')).toBe('{"zone":"CET"}');
    expect(events.at(-1)).toBe('available');
  });

  it('has headers, if none, where callers look for rate limits', async () => {
    const { model } = wrap({
      generate: () => ({ content: [{ type: 'text', text: 'So.' }], warnings: [], ...ending(specification) }),
    });
    await sdk.generateText({ model, prompt });
    const hit = await sdk.generateText({ model, prompt });
    const streamed = sdk.streamText({ model, prompt });
    expect(hit.response.headers).toEqual({});
    expect((await streamed.response).headers).toEqual({});
  });

  it('has the kinds of tokens that the answer had, each of them 0', async () => {
    const flat = {
      inputTokens: 9,
      outputTokens: 5,
      totalTokens: 14,
      reasoningTokens: 2,
      cachedInputTokens: 4,
    };
    const nested = {
      inputTokens: { total: 9, noCache: 5, cacheRead: 4, cacheWrite: 0 },
      outputTokens: { total: 5, text: 3, reasoning: 2 },
    };
    const end = { ...ending(specification), usage: specification === 'v2' ? flat : nested };
    const { model } = wrap({
      generate: () => ({ content: [{ type: 'text', text: 'So.' }], warnings: [], ...end }),
    });
    const kinds = (usage: object) => Object.entries(usage).filter(([, count]) => typeof count === 'number');
    const live = kinds((await sdk.generateText({ model, prompt })).usage);
    const zero = live.map(([kind]) => [kind, 0]);
    expect(kinds((await sdk.generateText({ model, prompt })).usage)).toEqual(zero);
    expect(kinds(await sdk.streamText({ model, prompt }).usage)).toEqual(zero);
  });

  it('sends the provider nothing of what is said to the cache', async () => {
    const { model, calls } = wrap({
      generate: () => ({ content: [{ type: 'text', text: 'So.' }], warnings: [], ...ending(specification) }),
      stream: () => streamOf(textParts(specification, ['So.'])),
    });
    const reprise = { scope: 'user-1', tags: ['secret'] };
    await sdk.generateText({ model, prompt, providerOptions: { reprise, other: { depth: 1 } } });
    await sdk.streamText({ model, prompt: 'And?', providerOptions: { reprise } }).consumeStream();
    await sdk.generateText({ model, prompt, providerOptions: { reprise: { mode: 'bypass' } } });
    expect(calls.map(({ providerOptions }) => providerOptions)).toEqual([
      { other: { depth: 1 } },
      undefined,
      undefined,
    ]);
  });

  it('says what a joined stream spared', async () => {
    const fed = new HandFedStream();
    const { model, calls } = wrap({ stream: () => fed.stream });
    const results = [sdk.streamText({ model, prompt }), sdk.streamText({ model, prompt })];
    fed.give(...textParts(specification, ['So', '.']));
    fed.end();
    await Promise.all(results.map((result) => result.consumeStream()));
    const told = await Promise.all(results.map(async (result) => (await result.providerMetadata)?.reprise));
    expect(told).toMatchObject([
      { status: 'miss' },
      { status: 'miss', shared: true, saved: { inputTokens: 7, outputTokens: 3 } },
    ]);
    expect(calls).toHaveLength(1);
  });

  it('leaves nothing on a signal that outlives its calls', async () => {
    const { model } = wrap({ stream: () => streamOf(textParts(specification, ['So', '.'])) });
    const { signal } = new AbortController();
    for (let count = 0; count < 20; count++) {
      const options = {
        prompt: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
        abortSignal: signal,
      };
      const { stream } = await model.doStream(options as never);
      if (count % 3 === 0) await collect(stream as ReadableStream<unknown>);
      // One that is left, and one that nobody ever reads.
      else if (count % 3 === 1) await stream.cancel();
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    }
  });
});
