import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { generateText, type ModelMessage, tool, wrapLanguageModel } from 'ai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  anthropicBlocks,
  type BlockReader,
  bedrockBlocks,
  openaiBlocks,
  openrouterBlocks,
} from '../../../examples/prompt/wire-blocks.ts';
import { definePrompt, promptCacheMiddleware, segment } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { captureFetch } from '../wire.ts';

globalThis.AI_SDK_LOG_WARNINGS = false;

const key = { apiKey: 'none' };
const region = { ...key, region: 'us-east-1' };
type Open = (wire: ReturnType<typeof captureFetch>) => Parameters<typeof wrapLanguageModel>[0]['model'];
const routes: readonly (readonly [string, Open, BlockReader])[] = [
  [
    '@ai-sdk/anthropic',
    ({ fetch }) => createAnthropic({ ...key, fetch })('claude-sonnet-4-5'),
    anthropicBlocks,
  ],
  ['@ai-sdk/openai', ({ fetch }) => createOpenAI({ ...key, fetch })('gpt-5.6'), openaiBlocks],
  [
    '@ai-sdk/amazon-bedrock',
    ({ fetch }) => createAmazonBedrock({ ...region, fetch })('us.anthropic.claude-sonnet-4-5-20250929-v1:0'),
    bedrockBlocks,
  ],
  [
    '@openrouter/ai-sdk-provider',
    ({ fetch }) => createOpenRouter({ ...key, fetch })('anthropic/claude-sonnet-4.5'),
    openrouterBlocks,
  ],
];

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
const value = fc.dictionary(word, fc.oneof(text, fc.integer(), fc.boolean()), { minKeys: 1, maxKeys: 5 });
const output = fc.oneof(
  text.map((said) => ({ type: 'text' as const, value: said })),
  value.map((said) => ({ type: 'json' as const, value: said })),
  text.map((said) => ({ type: 'error-text' as const, value: said })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((items) => ({
    type: 'content' as const,
    value: items.map((item) => ({ type: 'text' as const, text: item })),
  })),
);
const calls = fc.array(fc.record({ input: value, output }), { minLength: 1, maxLength: 3 });
const image = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The messages that one turn adds: a question, with or without a file, loops with parallel calls, an answer. */
const turn = fc.record({
  question: text,
  hasFile: fc.boolean(),
  loops: fc.array(calls, { maxLength: 4 }),
  answer: text,
});
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

function messagesOf({ question, hasFile, loops, answer }: Turn, index: number): ModelMessage[][] {
  const user: ModelMessage = {
    role: 'user',
    content: [
      { type: 'text', text: question },
      ...(hasFile ? [{ type: 'file' as const, mediaType: 'image/png', data: image }] : []),
    ],
  };
  const steps = loops.map((parallel, step): ModelMessage[] => {
    const id = (call: number) => `c${index}s${step}n${call}`;
    return [
      {
        role: 'assistant',
        content: parallel.map(({ input }, call) => ({
          type: 'tool-call',
          toolCallId: id(call),
          toolName: 'lookup',
          input,
        })),
      },
      {
        role: 'tool',
        content: parallel.map(({ output: said }, call) => ({
          type: 'tool-result',
          toolCallId: id(call),
          toolName: 'lookup',
          output: said,
        })),
      },
    ];
  });
  return [[user], ...steps, [{ role: 'assistant', content: answer }]];
}

const prompt = definePrompt({
  id: 'random',
  version: '1',
  tools: { lookup: tool({ inputSchema: z.record(z.string(), z.any()), execute: async () => '' }) },
  segments: [segment.static('rules', prose('support', 1500)), segment.history('history')],
});

describe.each(routes)('a random history planned at each step, over %s', (_name, open, read) => {
  it.each([
    'plan',
    'both',
  ] as const)('begins with what was sent before, and keeps to four markers: %s', async (way) => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 2 }), async (turns) => {
        const history: ModelMessage[] = [];
        let before: readonly string[] = [];
        for (const added of turns.flatMap(messagesOf)) {
          history.push(...added);
          if (history.at(-1)?.role === 'assistant') continue;
          const wire = captureFetch({});
          const bare = open(wire);
          const model =
            way === 'both' ? wrapLanguageModel({ model: bare, middleware: promptCacheMiddleware() }) : bare;
          // As a database gives it back: other objects, which say the same.
          const plan = prompt.plan(
            { history: structuredClone(history) },
            { provider: bare.provider, model: bare.modelId, providerOptions: { openai: { store: false } } },
          );
          await generateText({ model, maxRetries: 0, ...plan.toAISDK() }).catch(() => undefined);
          const blocks = read(wire.bodies[0] ?? {});
          const texts = blocks.map((block) => block.text);
          expect(texts.slice(0, before.length)).toEqual(before);
          expect(texts.length).toBeGreaterThan(before.length);
          expect(blocks.filter(({ marked }) => marked !== undefined).length).toBeLessThanOrEqual(4);
          expect(blocks.findLast(({ canEnd }) => canEnd)?.marked).toBeDefined();
          before = texts;
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
