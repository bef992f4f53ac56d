import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAICompletions } from '@langchain/openai';
import { generateText, streamText, wrapLanguageModel } from 'ai';
import { createOpenAI as createOpenAI2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAI3 } from 'ai-sdk-openai-v3';
import { generateText as generateText5, wrapLanguageModel as wrap5 } from 'ai-v5';
import { generateText as generateText6, wrapLanguageModel as wrap6 } from 'ai-v6';
import { describe, expect, it } from 'vitest';
import { type CallReport, promptCacheMonitor } from '../../../src/prompt/index.ts';
import { firstTurn, laterTurn, prose, supportPrompt } from '../support-prompt.ts';
import { answers, captureFetch } from '../wire.ts';

/** A usage as OpenAI's chat completions report it. */
const openaiUsage = (input: number, cached: number) => ({
  prompt_tokens: input,
  completion_tokens: 1,
  prompt_tokens_details: { cached_tokens: cached },
});

describe('promptCacheMonitor as a middleware', () => {
  it('reads what Anthropic reports, through ai 7', async () => {
    const monitor = promptCacheMonitor();
    const model = createAnthropic({ apiKey: 'none', fetch: captureFetch(answers.anthropic).fetch })(
      'claude-sonnet-4-5',
    );
    await generateText({
      model: wrapLanguageModel({ model, middleware: monitor.middleware }),
      prompt: 'Hello',
    });
    expect(monitor.report()).toMatchObject({
      calls: 1,
      inputTokens: 10,
      cacheRead: 5,
      cacheWrite: 3,
      hitRate: 0.5,
    });
    expect(monitor.report().saved).toBeCloseTo((5 * 2.7 - 3 * 0.75) / 1e6, 12);
  });

  it('reads cached_tokens of OpenAI through ai 5, 6 and 7', async () => {
    for (const call of [
      async (monitor: ReturnType<typeof promptCacheMonitor>, fetch: typeof globalThis.fetch) =>
        generateText5({
          model: wrap5({
            model: createOpenAI2({ apiKey: 'none', fetch })('gpt-5.4'),
            middleware: monitor.middleware,
          }),
          prompt: 'Hello',
        }),
      async (monitor: ReturnType<typeof promptCacheMonitor>, fetch: typeof globalThis.fetch) =>
        generateText6({
          model: wrap6({
            model: createOpenAI3({ apiKey: 'none', fetch })('gpt-5.4'),
            middleware: monitor.middleware,
          }),
          prompt: 'Hello',
        }),
      async (monitor: ReturnType<typeof promptCacheMonitor>, fetch: typeof globalThis.fetch) =>
        generateText({
          model: wrapLanguageModel({
            model: createOpenAI({ apiKey: 'none', fetch })('gpt-5.4'),
            middleware: monitor.middleware,
          }),
          prompt: 'Hello',
        }),
    ]) {
      const monitor = promptCacheMonitor();
      await call(monitor, captureFetch(answers.openaiResponses).fetch);
      expect(monitor.report()).toMatchObject({ calls: 1, inputTokens: 10, cacheRead: 4, hitRate: 0.4 });
    }
  });

  it('passes a stream on unchanged and reads its end', async () => {
    const monitor = promptCacheMonitor();
    const events = [
      {
        type: 'message_start',
        message: {
          ...answers.anthropic,
          content: [],
          stop_reason: null,
          usage: { ...answers.anthropic.usage, output_tokens: 0 },
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'o' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'k' } },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: 1 },
      },
      { type: 'message_stop' },
    ];
    const fetch = async () =>
      new Response(
        events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
        {
          headers: { 'content-type': 'text/event-stream' },
        },
      );
    const model = createAnthropic({ apiKey: 'none', fetch })('claude-sonnet-4-5');
    const result = streamText({
      model: wrapLanguageModel({ model, middleware: monitor.middleware }),
      prompt: 'Hello',
    });
    const deltas: string[] = [];
    for await (const delta of result.textStream) deltas.push(delta);
    expect(deltas).toEqual(['o', 'k']);
    expect(monitor.report()).toMatchObject({ calls: 1, inputTokens: 10, cacheRead: 5, cacheWrite: 3 });
  });

  it('tells what could have been read, and why it was not', async () => {
    const calls: CallReport[] = [];
    let now = 0;
    const monitor = promptCacheMonitor({ clock: () => now, onCall: (call) => calls.push(call) });
    const usage = { ...answers.openaiChat, usage: openaiUsage(4000, 0) };
    const model = createOpenAI({ apiKey: 'none', fetch: captureFetch(usage).fetch }).chat('gpt-5.4');
    const watched = wrapLanguageModel({ model, middleware: monitor.middleware });
    const ask = (time: string) =>
      generateText({
        model: watched,
        instructions: `${prose('support', 3000)} Now: 2026-11-23T09:00:${time}Z`,
        prompt: 'Hello',
      });
    await ask('00');
    now += 30_000;
    await ask('00');
    now += 30_000;
    await ask('30');
    expect(calls.map(({ drift }) => drift?.cause)).toEqual([undefined, 'unknown', 'date-changed']);
    expect(calls[1]?.eligible).toBeGreaterThan(3500);
    expect(calls[1]?.missed).toBe(calls[1]?.eligible);
  });

  it('hands on the reason that OpenAI itself gives for a miss', async () => {
    const calls: CallReport[] = [];
    const monitor = promptCacheMonitor({ clock: () => 0, onCall: (call) => calls.push(call) });
    const answer = {
      ...answers.openaiResponses,
      prompt_cache_diagnostics: { type: 'miss', reason: 'verbosity_changed', cache_missed_tokens: 2900 },
    };
    const model = createOpenAI({ apiKey: 'none', fetch: captureFetch(answer).fetch })('gpt-5.6');
    const watched = wrapLanguageModel({ model, middleware: monitor.middleware });
    for (let call = 0; call < 2; call++) {
      await generateText({ model: watched, instructions: prose('support', 3000), prompt: 'Hello' });
    }
    expect(calls[1]?.drift).toMatchObject({
      cause: 'setting-changed',
      provider: { reason: 'verbosity_changed', missedTokens: 2900 },
    });
  });

  it('does not call a prompt eligible whose entry has expired', async () => {
    const calls: CallReport[] = [];
    let now = 0;
    const monitor = promptCacheMonitor({ clock: () => now, onCall: (call) => calls.push(call) });
    const model = createAnthropic({ apiKey: 'none', fetch: captureFetch(answers.anthropic).fetch })(
      'claude-sonnet-4-5',
    );
    const watched = wrapLanguageModel({ model, middleware: monitor.middleware });
    for (let call = 0; call < 2; call++) {
      await generateText({ model: watched, instructions: prose('support', 3000), prompt: 'Hello' });
      now += 6 * 60_000;
    }
    expect(calls.map(({ eligible }) => eligible)).toEqual([undefined, undefined]);
  });
});

describe('promptCacheMonitor for LangChain', () => {
  it('reads usage_metadata of Anthropic and OpenAI, and knows their prices', async () => {
    const monitor = promptCacheMonitor();
    const anthropic = new ChatAnthropic({
      model: 'claude-sonnet-4-5',
      apiKey: 'none',
      clientOptions: { fetch: captureFetch(answers.anthropic).fetch },
      callbacks: [monitor.langChain],
    });
    const openai = new ChatOpenAICompletions({
      model: 'gpt-4o',
      apiKey: 'none',
      configuration: { fetch: captureFetch(answers.openaiChat).fetch },
      callbacks: [monitor.langChain],
    });
    await anthropic.invoke('Hello');
    await openai.invoke('Hello');
    expect(monitor.report().models).toMatchObject([
      {
        provider: 'anthropic',
        model: 'claude-sonnet-4-5',
        inputTokens: 10,
        cacheRead: 5,
        cacheWrite: 3,
        unpriced: 0,
      },
      { provider: 'openai', model: 'gpt-4o', inputTokens: 10, cacheRead: 4, unpriced: 0 },
    ]);
  });
});

describe('promptCacheMonitor.record', () => {
  it('counts a call made in another way, with its plan', () => {
    const monitor = promptCacheMonitor({ clock: () => 0 });
    const target = { provider: 'openai', model: 'gpt-5.6' };
    const first = supportPrompt.plan(firstTurn, target);
    const later = supportPrompt.plan(laterTurn, target);
    monitor.record({ ...target, usage: openaiUsage(first.report.totalTokens, 0), prompt: first });
    const call = monitor.record({
      ...target,
      usage: openaiUsage(later.report.totalTokens, 0),
      prompt: later,
    });
    expect(call?.missed).toBeGreaterThan(5000);
    expect(call?.drift).toMatchObject({ prefix: 'kept', cause: 'unknown' });
  });

  it('compares with as many earlier prompts as it remembers', () => {
    const target = { provider: 'openai', model: 'gpt-5.6' };
    const prompt = supportPrompt.plan(firstTurn, target);
    const usage = openaiUsage(prompt.report.totalTokens, 0);
    for (const [remember, eligible] of [
      [0, 0],
      [1, expect.any(Number)],
    ] as const) {
      const monitor = promptCacheMonitor({ clock: () => 0, remember });
      monitor.record({ ...target, usage, prompt });
      const { eligible: told = 0 } = monitor.record({ ...target, usage, prompt }) ?? {};
      expect(told).toEqual(eligible);
      expect(told > 0).toBe(remember > 0);
    }
  });

  it('counts money at the prices that it is given', () => {
    const price = { input: 10, cacheRead: 1, output: 1 };
    const monitor = promptCacheMonitor({ prices: { date: '2026-01-01', price: () => price } });
    monitor.record({ provider: 'openai', model: 'gpt-4o', usage: openaiUsage(1_000_000, 1_000_000) });
    expect(monitor.report().saved).toBeCloseTo(9);
  });

  it('reports a loss as a loss', () => {
    const monitor = promptCacheMonitor();
    const usage = {
      input_tokens: 10,
      output_tokens: 1,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 1_000_000,
    };
    monitor.record({ provider: 'anthropic', model: 'claude-sonnet-4-5', usage });
    expect(monitor.report().saved).toBeCloseTo(-0.75);
  });

  it('reports tokens and no money for a model without a price', () => {
    const monitor = promptCacheMonitor();
    monitor.record({ provider: 'openai', model: 'gpt-9-nova', usage: openaiUsage(10, 4) });
    expect(monitor.report()).toMatchObject({ cacheRead: 4, saved: undefined, unpriced: 1 });
  });

  it('leaves calls with unknown reads out of the hit rate', () => {
    const monitor = promptCacheMonitor();
    monitor.record({ provider: 'openai', model: 'gpt-4o', usage: openaiUsage(10, 5) });
    monitor.record({ provider: 'openai', model: 'gpt-4o', usage: { inputTokens: 90 } });
    expect(monitor.report()).toMatchObject({ hitRate: 0.5, unknownReads: 1, unknownWrites: 2 });
  });

  it("survives a listener that throws, and a usage that it can't read", () => {
    const monitor = promptCacheMonitor({
      onCall: () => {
        throw new Error('broken');
      },
    });
    expect(monitor.record({ provider: 'openai', model: 'gpt-4o', usage: openaiUsage(10, 5) })).toBeDefined();
    expect(monitor.record({ provider: 'openai', model: 'gpt-4o', usage: 'none' })).toBeUndefined();
    expect(monitor.report().calls).toBe(1);
  });
});
