import { readFileSync } from 'node:fs';
import { APICallError } from '@ai-sdk/provider';
import type * as ai7 from 'ai';
import { describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import type { Specification } from '../../src/ai-sdk/native-model.ts';
import { createCache } from '../../src/index.ts';
import { ending, fakeModel, streamOf } from '../ai-sdk/fake-model.ts';
import { versions } from '../ai-sdk/versions.ts';
import { allowedDifferences } from './allowed-differences.ts';
import { comparable } from './observed.ts';

type Part = Readonly<Record<string, unknown>>;

interface Situation {
  readonly name: string;
  /** What the model answers, call by call. */
  readonly answers: (specification: Specification) => readonly (readonly Part[])[];
  readonly reason?: string;
  readonly options?: object;
  readonly only?: readonly Specification[];
  /** How often the provider fails first, in a way that the SDK tries again. */
  readonly failures?: number;
  /** Whether an object is asked for as the output. */
  readonly object?: boolean;
}

const text = (value: string, more: object = {}): Part => ({ type: 'text', text: value, ...more });
const call = (id: string, toolName: string, input: string, more: object = {}): Part => ({
  type: 'tool-call',
  toolCallId: id,
  toolName,
  input,
  ...more,
});
const file = (specification: Specification): Part => ({
  type: 'file',
  mediaType: 'image/png',
  data: specification === 'v4' ? { type: 'data', data: 'AQID' } : 'AQID',
});
const oslo = '{"city":"Oslo"}';
const first = 'call_AAAAAAAAAAAAAAAAAAAAAAAA';
const second = 'call_BBBBBBBBBBBBBBBBBBBBBBBB';
const done = [text('Take a coat.')];

const situations: readonly Situation[] = [
  { name: 'a text', answers: () => [[text('Rivers run to the sea, and lakes do not.')]] },
  { name: 'two texts', answers: () => [[text('One.'), text('Two.')]] },
  { name: 'a text in many scripts', answers: () => [[text('𝕏 Ærø 日本 👩‍👩‍👧')]] },
  { name: 'reasoning', answers: () => [[{ type: 'reasoning', text: 'Let me think.' }, text('Yes.')]] },
  {
    name: 'signed reasoning',
    answers: () => [
      [
        { type: 'reasoning', text: 'Hm.', providerMetadata: { anthropic: { signature: 's' } } },
        text('Yes.', { providerMetadata: { google: { thoughtSignature: 't' } } }),
      ],
    ],
  },
  {
    name: 'sources',
    answers: () => [
      [
        text('See there.'),
        { type: 'source', sourceType: 'url', id: 's1', url: 'https://example.org/', title: 'A page' },
        { type: 'source', sourceType: 'document', id: 's2', mediaType: 'text/plain', title: 'Notes' },
      ],
    ],
  },
  { name: 'a file', answers: (specification) => [[text('Here.'), file(specification)]] },
  { name: 'a tool', answers: () => [[call(first, 'weather', oslo)], done], reason: 'tool-calls' },
  {
    name: 'text and a tool',
    answers: () => [[text('I look.'), call(first, 'weather', oslo)], done],
    reason: 'tool-calls',
  },
  {
    name: 'parallel tools',
    answers: () => [[call(first, 'weather', oslo), call(second, 'weather', '{"city":"Bergen"}')], done],
    reason: 'tool-calls',
  },
  {
    name: 'a tool without arguments',
    answers: () => [[call(first, 'clock', '{}')], done],
    reason: 'tool-calls',
  },
  { name: 'a tool that throws', answers: () => [[call(first, 'broken', '{}')], done], reason: 'tool-calls' },
  { name: 'a tool that nobody runs', answers: () => [[call(first, 'client', '{}')]], reason: 'tool-calls' },
  {
    name: 'three steps',
    answers: () => [[call(first, 'weather', oslo)], [call(second, 'clock', '{}')], done],
    reason: 'tool-calls',
  },
  {
    name: 'a tool that asks for approval',
    answers: () => [[call(first, 'guarded', oslo)]],
    reason: 'tool-calls',
    only: ['v3', 'v4'],
  },
  {
    name: 'a provider’s metadata',
    answers: () => [[text('Yes.', { providerMetadata: { google: { safe: true } } })]],
  },
  {
    name: 'settings',
    answers: () => [[text('Yes.')]],
    options: { maxOutputTokens: 9, seed: 3, stopSequences: ['x'] },
  },
  { name: 'a text behind two retries', answers: () => [[text('Yes.')]], failures: 2 },
  {
    name: 'a tool behind a retry',
    answers: () => [[call(first, 'weather', oslo)], done],
    reason: 'tool-calls',
    failures: 1,
  },
  { name: 'an object', answers: () => [[text('{"city": "Oslo", '), text('"cold": true}')]], object: true },
  {
    name: 'an object behind a tool',
    answers: () => [[call(first, 'weather', oslo)], [text('{"city":"Oslo","cold":true}')]],
    reason: 'tool-calls',
    object: true,
  },
];

const ways = ['generateText', 'streamText', 'UI stream'] as const;

it('has a situation for each of some 40 cases in every version', () => {
  expect(situations.length * ways.length).toBeGreaterThan(40);
});

it('lists what may differ in the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
  for (const { says } of allowedDifferences) expect(readme).toContain(says);
  const section = readme.slice(readme.indexOf('## A hit and a live answer'), readme.indexOf('## See a hit'));
  expect(section.split(' - ')).toHaveLength(allowedDifferences.length + 1);
});

describe.each(versions)('with $name', (version) => {
  const { specification, sdk } = version;
  describe.each(ways)('%s', (way) => {
    for (const situation of situations) {
      if (situation.only !== undefined && !situation.only.includes(specification)) continue;
      it(`is warm what it is live: ${situation.name}`, async () => {
        const live = scripted(situation, specification);
        const cached = scripted(situation, specification);
        const wrapped = sdk.wrapLanguageModel({
          model: cached as never,
          middleware: cacheMiddleware(createCache()) as never,
        });
        const plain = await observed(version, way, live as never, situation);
        await observed(version, way, wrapped, situation);
        const calls = cached.calls.length;
        expect(calls).toBe(live.calls.length);
        const warm = await observed(version, way, wrapped, situation);
        expect(cached.calls).toHaveLength(calls);
        expect(comparable(warm)).toEqual(comparable(plain));
      });
    }
  });

  it('ends an aborted stream as a live one ends', async () => {
    const situation = { name: '', answers: () => [[text('One two three four five six.')]] };
    const live = scripted(situation, specification);
    const wrapped = sdk.wrapLanguageModel({
      model: scripted(situation, specification) as never,
      middleware: cacheMiddleware(createCache()) as never,
    });
    await sdk.streamText({ model: wrapped, prompt: 'Why?' }).consumeStream();
    const aborted = async (model: ai7.LanguageModel) => {
      const controller = new AbortController();
      const result = sdk.streamText({
        model,
        prompt: 'Why?',
        abortSignal: controller.signal,
        onError: () => undefined,
      });
      const types: string[] = [];
      try {
        for await (const part of result.fullStream) {
          types.push(part.type);
          if (part.type === 'text-start') controller.abort();
        }
      } catch (error) {
        types.push(String(error));
      }
      return types.filter((type) => type !== 'text-delta');
    };
    expect(await aborted(wrapped)).toEqual(await aborted(live as never));
  });
});

function scripted({ answers, reason = 'stop', failures = 0 }: Situation, specification: Specification) {
  let failed = 0;
  const fail = () => {
    if (failed++ < failures) throw overloaded();
  };
  const script = answers(specification);
  const place = ({ prompt }: { prompt: readonly { role: string }[] }) =>
    prompt.filter(({ role }) => role === 'assistant').length % script.length;
  const end = (at: number) =>
    ending(specification, at === script.length - 1 && script.length > 1 ? 'stop' : reason);
  let count = 0;
  const response = () => ({
    id: `resp-${count++}`,
    modelId: 'one-2026',
    timestamp: new Date(1_700_000_000_000),
  });
  return fakeModel({
    specification,
    generate: (options) => {
      fail();
      const at = place(options);
      return {
        content: script[at],
        warnings: [],
        response: { ...response(), headers: { a: 'b' } },
        ...end(at),
      };
    },
    stream: (options) => {
      fail();
      const at = place(options);
      return streamOf([
        { type: 'stream-start', warnings: [] },
        { type: 'response-metadata', ...response() },
        ...(script[at] ?? []).flatMap(streamed),
        { type: 'finish', ...end(at) },
      ]);
    },
  });
}

function overloaded(): APICallError {
  return new APICallError({
    message: 'Overloaded',
    url: 'http://127.0.0.1',
    requestBodyValues: {},
    statusCode: 503,
    // The SDK waits seconds where a provider doesn't say how long.
    responseHeaders: { 'retry-after-ms': '1' },
    isRetryable: true,
  });
}

function streamed(part: Part, place: number): readonly Part[] {
  const id = String(place);
  const { type, providerMetadata } = part;
  const metadata = providerMetadata === undefined ? {} : { providerMetadata };
  if (type === 'text' || type === 'reasoning') {
    const pieces = String(part.text).split(/(?<= )/);
    return [
      { type: `${type}-start`, id, ...metadata },
      ...pieces.map((delta) => ({ type: `${type}-delta`, id, delta })),
      { type: `${type}-end`, id, ...metadata },
    ];
  }
  if (type !== 'tool-call') return [part];
  const { toolCallId, toolName, input } = part;
  const deltas = input === '{}' ? [] : [String(input).slice(0, 4), String(input).slice(4)];
  return [
    { type: 'tool-input-start', id: toolCallId, toolName },
    ...deltas.map((delta) => ({ type: 'tool-input-delta', id: toolCallId, delta })),
    { type: 'tool-input-end', id: toolCallId },
    part,
  ];
}

/** Everything that a caller can see of a call: events and their order, callbacks, results. */
async function observed(
  { sdk, specification }: (typeof versions)[number],
  way: (typeof ways)[number],
  model: ai7.LanguageModel,
  { options = {}, object = false }: Situation,
): Promise<unknown> {
  const outputName = specification === 'v2' ? 'experimental_output' : 'output';
  const weatherSchema = sdk.jsonSchema<{ city: string; cold: boolean }>({
    type: 'object',
    properties: { city: { type: 'string' }, cold: { type: 'boolean' } },
    required: ['city', 'cold'],
  });
  const asked = object ? { [outputName]: sdk.Output.object({ schema: weatherSchema }) } : {};
  const outputOf = (result: object) => (object ? Reflect.get(result, outputName) : undefined);
  // Each apart: between two callbacks the SDK lets others run.
  const log: Record<string, unknown[]> = {};
  const parts: unknown[] = [];
  const say = (what: string, given: unknown) => {
    log[what] ??= [];
    log[what].push(given);
  };
  const note = (what: string) => (given: unknown) => say(what, given);
  const schema = sdk.jsonSchema<{ city?: string }>({ type: 'object' });
  const told = {
    inputSchema: schema,
    onInputStart: ({ toolCallId }: { toolCallId: string }) => say('onInputStart', { toolCallId }),
    onInputDelta: ({ inputTextDelta }: { inputTextDelta: string }) => say('onInputDelta', inputTextDelta),
    onInputAvailable: ({ input }: { input: unknown }) => say('onInputAvailable', input),
  };
  const tools = {
    weather: { ...told, execute: async ({ city }: { city?: string }) => `cold in ${city}` },
    clock: { ...told, execute: async () => 'noon' },
    broken: { ...told, execute: async () => Promise.reject(new Error('no such place')) },
    client: told,
    guarded: { ...told, needsApproval: true, execute: async () => 'done' },
  };
  const settings = {
    model,
    prompt: 'Do I need a coat?',
    tools: tools as never,
    toolsContext: {} as never,
    stopWhen: sdk.stepCountIs(4),
    onStepFinish: note('onStepFinish'),
    ...options,
    ...asked,
  };
  if (way === 'generateText') {
    const result = await sdk.generateText(settings);
    const { text: said, content, finishReason, steps, response, providerMetadata, warnings } = result;
    const { messages } = response;
    return [
      log,
      { said, content, finishReason, steps, messages, providerMetadata, warnings, output: outputOf(result) },
    ];
  }
  const result = sdk.streamText({ ...settings, onFinish: note('onFinish'), onChunk: note('onChunk') });
  const stream = way === 'streamText' ? result.fullStream : result.toUIMessageStream();
  for await (const part of stream) parts.push(part);
  const { messages, modelId } = await result.response;
  return [
    parts,
    log,
    {
      said: await result.text,
      finishReason: await result.finishReason,
      messages,
      modelId,
      output: await outputOf(result),
    },
  ];
}
