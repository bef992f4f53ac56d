import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, jsonSchema, type ModelMessage, type Tool, tool } from 'ai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePrompt, segment } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { answers, captureFetch, onlyBody } from '../wire.ts';

/** A generator of whole numbers below a limit, the same for the same seed. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function shuffled<T>(items: readonly T[], below: (limit: number) => number): T[] {
  return items
    .map((item) => [below(1e9), item] as const)
    .sort(([left], [right]) => left - right)
    .map(([, item]) => item);
}

/** The same value with the keys of every object in another order. */
function reordered<T>(value: T, below: (limit: number) => number): T;
function reordered(value: unknown, below: (limit: number) => number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => reordered(item, below));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    shuffled(Object.entries(value), below).map(([key, inner]) => [key, reordered(inner, below)]),
  );
}

const names = ['lookupOrder', 'openTicket', 'trackParcel', 'Refund', 'äpfel', 'a1', 'a10', 'a2'];
const schema = {
  type: 'object' as const,
  properties: {
    order: { type: 'string' as const, description: 'Its number' },
    amount: { type: 'number' as const, minimum: 0 },
    address: {
      type: 'object' as const,
      properties: { city: { type: 'string' as const }, code: { type: 'string' as const } },
    },
  },
  required: ['order'],
};
const profile = { name: 'Ada', plan: { tier: 'gold', since: 2019, extras: ['a', 'b'] }, locale: 'nb' };
const history: ModelMessage[] = [
  { role: 'user', content: 'Where is it?' },
  {
    role: 'assistant',
    content: [
      {
        type: 'tool-call',
        toolCallId: 'c',
        toolName: 'a1',
        input: { order: '7', amount: 2, address: { city: 'Bergen', code: '5003' } },
      },
    ],
  },
  {
    role: 'tool',
    content: [
      {
        type: 'tool-result',
        toolCallId: 'c',
        toolName: 'a1',
        output: { type: 'json', value: { state: 'late', by: { days: 2 } } },
      },
    ],
  },
  { role: 'assistant', content: 'It is late.' },
];

/** A render as another request would make it: everything that has no order of its own in another order. */
function render(below: (limit: number) => number, turn: string) {
  const tools: Record<string, Tool> = Object.fromEntries(
    shuffled(names, below).map((name) => [
      name,
      tool({ description: `Does ${name}.`, inputSchema: jsonSchema(reordered(schema, below)) }),
    ]),
  );
  const prompt = definePrompt({
    id: 'identical',
    version: '1',
    tools,
    segments: [
      segment.static('rules', prose('support', 1200)),
      segment.tenant('profile', (values: { profile: typeof profile }) => values.profile),
      segment.history('history'),
      segment.turn('question', (values: { question: string }) => values.question),
    ],
  });
  const values = {
    profile: reordered(profile, below),
    history: history.map((message) => withReorderedParts(message, below)),
    question: turn,
  };
  return (provider: string, model: string) => prompt.plan(values, { provider, model }).toAISDK();
}

function withReorderedParts(message: ModelMessage, below: (limit: number) => number): ModelMessage {
  return reordered(message, below);
}

/** Everything of the body ahead of the turn's own text. */
function prefixOf(body: Record<string, unknown>, turn: string): string {
  const text = JSON.stringify(body);
  const end = text.indexOf(JSON.stringify(turn));
  if (end < 0) throw new Error('The turn is not in the request.');
  return JSON.stringify(body.tools) + text.slice(0, end);
}

describe('1,000 renders with shuffled tools, shuffled keys and different turns', () => {
  it.each(['anthropic', 'openai'] as const)('send one and the same prefix to %s', async (provider) => {
    const prefixes = new Set<string>();
    for (let seed = 1; seed <= 1000; seed++) {
      const turn = `Question number ${seed}?`;
      const call = render(numbers(seed), turn);
      const wire = captureFetch(provider === 'anthropic' ? answers.anthropic : answers.openaiResponses);
      const model =
        provider === 'anthropic'
          ? createAnthropic({ apiKey: 'none', fetch: wire.fetch })('claude-sonnet-4-5')
          : createOpenAI({ apiKey: 'none', fetch: wire.fetch })('gpt-5.6');
      await generateText({ model, ...call(model.provider, model.modelId) });
      prefixes.add(prefixOf(onlyBody(wire.bodies), turn));
    }
    expect(prefixes.size).toBe(1);
  });
});

describe('a value rendered as JSON', () => {
  it('has one text, whatever the order of its keys', () => {
    const plain = definePrompt({
      id: 'json',
      version: '1',
      segments: [segment.tenant('data', (values: { data: unknown }) => ({ data: values.data }))],
    });
    const text = (data: unknown) =>
      plain.plan({ data }, { provider: 'openai', model: 'gpt-5.6' }).toAISDK().instructions[0]?.content;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.integer(), (data, seed) => {
        expect(text(reordered(data, numbers(seed)))).toBe(text(data));
        expect(JSON.parse(text(data) ?? '')).toEqual(JSON.parse(JSON.stringify({ data })));
      }),
    );
  });

  it('is refused when JSON would lose what it holds', () => {
    const lossy = definePrompt({
      id: 'lossy',
      version: '1',
      segments: [segment.static('map', { map: new Map([['a', 1]]) })],
    });
    expect(() => lossy.plan({}, { provider: 'openai', model: 'gpt-5.6' })).toThrow('"Map"');
  });
});

describe('tools', () => {
  it("keep the order of a schema's properties as it was first seen, which a model follows", () => {
    const make = (properties: Record<string, { type: 'string' }>) =>
      definePrompt({
        id: 'first-seen',
        version: '1',
        tools: { form: tool({ inputSchema: jsonSchema({ type: 'object', properties }) }) },
        segments: [segment.turn('ask', () => 'Hello?')],
      })
        .plan({}, { provider: 'openai', model: 'gpt-5.6' })
        .fingerprint({ keepText: true }).blocks[0]?.text;
    const first = make({ zebra: { type: 'string' }, apple: { type: 'string' } });
    expect(first).toContain('"zebra":{"type":"string"},"apple"');
    expect(make({ apple: { type: 'string' }, zebra: { type: 'string' } })).toBe(first);
  });

  it('run with the function they were given, not with one of an earlier definition', async () => {
    const make = (tenant: string, properties: Record<string, { type: 'string' }>) =>
      definePrompt({
        id: 'closures',
        version: '1',
        tools: {
          who: tool({ inputSchema: jsonSchema({ type: 'object', properties }), execute: async () => tenant }),
        },
        segments: [segment.turn('ask', () => 'Hello?')],
      })
        .plan({}, { provider: 'openai', model: 'gpt-5.6' })
        .toAISDK().tools.who;
    make('acme', { a: { type: 'string' }, b: { type: 'string' } });
    const second = make('globex', { b: { type: 'string' }, a: { type: 'string' } });
    await expect(second.execute?.({}, { toolCallId: 'c', messages: [], context: {} })).resolves.toBe(
      'globex',
    );
  });

  it('count their schema, also when it is written with zod', () => {
    const tokens = (inputSchema: z.ZodObject) =>
      definePrompt({ id: 'zod', version: '1', tools: { form: tool({ inputSchema }) }, segments: [] }).plan(
        {},
        { provider: 'openai', model: 'gpt-5.6' },
      ).report.totalTokens;
    expect(tokens(z.object({ a: z.string(), b: z.string() }))).toBeGreaterThan(
      tokens(z.object({ a: z.string() })),
    );
  });

  it('are refused when two have one name', () => {
    expect(() =>
      definePrompt({ id: 'twice', version: '1', tools: [{ name: 'a' }, { name: 'a' }], segments: [] }),
    ).toThrow('"a" occurs twice');
  });
});
