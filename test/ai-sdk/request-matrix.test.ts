import { describe, expect, it } from 'vitest';
import { callRequest } from '../../src/ai-sdk/call-request.ts';
import type { NativeCallOptions } from '../../src/ai-sdk/native-model.ts';
import { requestKeys } from '../../src/request/request-key.ts';

const model = { provider: 'openai.responses', modelId: 'gpt-4o' };
const weather = {
  type: 'function',
  name: 'weather',
  description: 'Tells the weather.',
  inputSchema: { type: 'object', properties: { city: { type: 'string' }, day: { type: 'string' } } },
};
const user = (text: string, options?: object) => ({
  role: 'user',
  content: [{ type: 'text', text, ...(options === undefined ? {} : { providerOptions: options }) }],
});
const file = (data: unknown, mediaType = 'image/png') => ({
  role: 'user',
  content: [{ type: 'file', mediaType, data }],
});
const asked = { type: 'text', text: 'Why?' };
const called = { type: 'tool-call', toolCallId: 'a', toolName: 'weather', input: {} };
const assistant = (options: object) => ({
  role: 'assistant',
  content: [{ type: 'text', text: 'So.', providerOptions: options }],
});
const base: NativeCallOptions & Record<string, unknown> = {
  prompt: [{ role: 'system', content: 'Be brief.' }, user('Why is the sky blue?')],
  temperature: 0,
  tools: [weather],
};

const keyOf = async (params: NativeCallOptions, of = model) =>
  (await requestKeys(callRequest(of, params, {}), 'n')).key;

describe('the key of a call', () => {
  const changes: readonly (readonly [string, Record<string, unknown>])[] = [
    [
      'prompt: the question',
      { prompt: [{ role: 'system', content: 'Be brief.' }, user('Why is the sea blue?')] },
    ],
    [
      'prompt: the system text',
      { prompt: [{ role: 'system', content: 'Be long.' }, user('Why is the sky blue?')] },
    ],
    [
      'prompt: an earlier turn',
      {
        prompt: [
          user('Hello'),
          { role: 'assistant', content: [{ type: 'text', text: 'Hi' }] },
          user('Why is the sky blue?'),
        ],
      },
    ],
    [
      'prompt: a part option',
      {
        prompt: [
          { role: 'system', content: 'Be brief.' },
          user('Why is the sky blue?', { openai: { imageDetail: 'low' } }),
        ],
      },
    ],
    ['maxOutputTokens', { maxOutputTokens: 10 }],
    ['temperature', { temperature: 0.5 }],
    ['no temperature', { temperature: undefined }],
    ['stopSequences', { stopSequences: ['.'] }],
    ['topP', { topP: 0.9 }],
    ['topK', { topK: 40 }],
    ['presencePenalty', { presencePenalty: 0.1 }],
    ['frequencyPenalty', { frequencyPenalty: 0.1 }],
    ['seed', { seed: 1 }],
    ['reasoning', { reasoning: 'high' }],
    ['responseFormat', { responseFormat: { type: 'json' } }],
    ['responseFormat: the schema', { responseFormat: { type: 'json', schema: { type: 'object' } } }],
    ['responseFormat: the name', { responseFormat: { type: 'json', name: 'Answer' } }],
    ['responseFormat: the description', { responseFormat: { type: 'json', description: 'An answer' } }],
    ['no tools', { tools: undefined }],
    ['tools: the name', { tools: [{ ...weather, name: 'climate' }] }],
    ['tools: the description', { tools: [{ ...weather, description: 'Tells it all.' }] }],
    ['tools: the schema', { tools: [{ ...weather, inputSchema: { type: 'object' } }] }],
    ['tools: strict', { tools: [{ ...weather, strict: true }] }],
    [
      'tools: a provider tool',
      { tools: [{ type: 'provider', id: 'openai.web_search', name: 'web', args: {} }] },
    ],
    [
      'tools: its arguments',
      { tools: [{ type: 'provider', id: 'openai.web_search', name: 'web', args: { max: 1 } }] },
    ],
    ['toolChoice', { toolChoice: { type: 'required' } }],
    ['toolChoice: the tool', { toolChoice: { type: 'tool', toolName: 'weather' } }],
    ['providerOptions', { providerOptions: { openai: { reasoningEffort: 'low' } } }],
    ['providerOptions: a BigInt', { providerOptions: { openai: { big: 1n } } }],
    ['providerOptions: a Date', { providerOptions: { openai: { at: new Date(0) } } }],
    ['a setting of a later version', { verbosityLevel: 3 }],
    ['a null setting', { seed: null }],
    ['responseFormat: a field of a later version', { responseFormat: { type: 'json', strict: true } }],
    ['responseFormat: text with a field', { responseFormat: { type: 'text', grammar: 'a' } }],
    ['toolChoice: a field of a later version', { toolChoice: { type: 'auto', parallel: false } }],
    ['headers: a beta', { headers: { 'anthropic-beta': 'context-1m-2025-08-07' } }],
    ['providerOptions: null', { providerOptions: null }],
    ['providerOptions: a null provider', { providerOptions: { google: null } }],
    [
      'providerOptions: beside a null provider',
      { providerOptions: { openai: { reasoningEffort: 'high' }, google: null } },
    ],
    [
      'providerOptions: another value beside it',
      { providerOptions: { openai: { reasoningEffort: 'low' }, google: null } },
    ],
    ['providerOptions: debug', { providerOptions: { openai: { user: 'a' }, debug: true } }],
    ['providerOptions: a list', { providerOptions: { openai: ['high'] } }],
    ['providerOptions: an item id of the caller', { providerOptions: { shop: { itemId: 'lamp' } } }],
    ['providerOptions: another item id', { providerOptions: { shop: { itemId: 'chair' } } }],
    ['providerOptions: an item id for OpenAI', { providerOptions: { openai: { itemId: 'chair' } } }],
    ['providerOptions: a provider called constructor', { providerOptions: { constructor: { a: 1 } } }],
    [
      'providerOptions: a provider called __proto__',
      { providerOptions: JSON.parse('{"__proto__":{"a":1}}') },
    ],
    ['a part with a field', { prompt: [{ role: 'user', content: [{ ...asked, startOffset: 1 }] }] }],
    ['a part with another value', { prompt: [{ role: 'user', content: [{ ...asked, startOffset: 9 }] }] }],
    ['a message with a field', { prompt: [{ ...user('Why?'), name: 'Ann' }] }],
    ['a message with another value', { prompt: [{ ...user('Why?'), name: 'Bob' }] }],
    ['an item id in what the user says', { prompt: [user('Why?', { openai: { itemId: 'a' } })] }],
    ['another item id in it', { prompt: [user('Why?', { openai: { itemId: 'b' } })] }],
    ['an item id of a shop in an answer', { prompt: [assistant({ shop: { itemId: 'lamp' } })] }],
    ['another item id of a shop', { prompt: [assistant({ shop: { itemId: 'chair' } })] }],
    ['a call', { prompt: [{ role: 'assistant', content: [called] }] }],
    [
      'a call that the provider ran',
      { prompt: [{ role: 'assistant', content: [{ ...called, providerExecuted: true }] }] },
    ],
    ['base64', { prompt: [file({ type: 'data', data: 'aHR0cDovL2E' })] }],
    ['the same letters as a URL', { prompt: [file({ type: 'url', url: 'aHR0cDovL2E' })] }],
    ['an image as bytes', { prompt: [file(new Uint8Array([1, 2, 3]))] }],
    ['other bytes', { prompt: [file(new Uint8Array([1, 2, 4]))] }],
    ['a file by its URL', { prompt: [file(new URL('https://example.org/a.png'))] }],
    ['another URL', { prompt: [file(new URL('https://example.org/b.png'))] }],
    ['another media type', { prompt: [file(new Uint8Array([1, 2, 3]), 'image/gif')] }],
    ['a provider reference', { prompt: [file({ type: 'reference', reference: 'file-1' })] }],
    ['another provider reference', { prompt: [file({ type: 'reference', reference: 'file-2' })] }],
  ];

  it('is another for each of these changes alone', async () => {
    const keys = new Map([['unchanged', await keyOf(base)]]);
    for (const [name, change] of changes) keys.set(name, await keyOf({ ...base, ...change }));
    expect(new Set(keys.values()).size).toBe(changes.length + 1);
  });

  it.each([
    ['provider', { ...model, provider: 'azure' }],
    ['model', { ...model, modelId: 'gpt-4o-mini' }],
  ])('is another for another %s', async (_, other) => {
    expect(await keyOf(base, other)).not.toBe(await keyOf(base));
  });

  const neutral: readonly (readonly [string, Record<string, unknown>])[] = [
    ['headers', { headers: { 'user-agent': 'ai/7', Authorization: 'Bearer a', traceparent: '00-1' } }],
    ['the abort signal', { abortSignal: new AbortController().signal }],
    ['raw chunks', { includeRawChunks: true }],
    ['undefined keys', { seed: undefined, topP: undefined, providerOptions: undefined }],
    ['undefined keys inside', { providerOptions: { openai: { user: undefined } } }],
    ['the default tool choice', { toolChoice: { type: 'auto' } }],
    ['the default response format', { responseFormat: { type: 'text' } }],
    ['this cache’s own options', { providerOptions: { reprise: { tags: ['a'], ttl: '1m' } } }],
    [
      'marks for the prompt cache',
      { providerOptions: { openai: { promptCacheKey: 'k', promptCacheRetention: '24h' } } },
    ],
    [
      'the order of keys in a tool',
      {
        tools: [
          {
            inputSchema: weather.inputSchema,
            description: weather.description,
            name: weather.name,
            type: weather.type,
          },
        ],
      },
    ],
    [
      'a mark for the prompt cache on a message',
      {
        prompt: [
          {
            role: 'system',
            content: 'Be brief.',
            providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
          },
          user('Why is the sky blue?', { anthropic: { cacheControl: { type: 'ephemeral' } } }),
        ],
      },
    ],
  ];
  it.each(neutral)("doesn't depend on %s", async (_, change) => {
    expect(await keyOf({ ...base, ...change })).toBe(await keyOf(base));
  });

  it('is the same whatever ids a provider keeps an answer under', async () => {
    const keys = ['msg_1', 'msg_2'].map((itemId) => keyOf({ prompt: [assistant({ openai: { itemId } })] }));
    const [one, other] = await Promise.all(keys);
    expect(one).toBe(other);
  });

  it('is the same for an image as bytes and as base64, in the words of any version', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const forms = [bytes, 'AQID', { type: 'data', data: bytes }, { type: 'data', data: 'AQID' }];
    const keys = await Promise.all(forms.map((data) => keyOf({ prompt: [file(data)] })));
    expect(new Set(keys).size).toBe(1);
  });

  it('is the same whatever ids a tool call has, and another for another call', async () => {
    const turn = (id: string, city: string) => [
      user('Weather?'),
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: id, toolName: 'weather', input: { city } }],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: id,
            toolName: 'weather',
            output: { type: 'text', value: 'cold' },
          },
        ],
      },
    ];
    expect(await keyOf({ prompt: turn('call_2', 'Oslo') })).toBe(
      await keyOf({ prompt: turn('call_1', 'Oslo') }),
    );
    expect(await keyOf({ prompt: turn('call_1', 'Bergen') })).not.toBe(
      await keyOf({ prompt: turn('call_1', 'Oslo') }),
    );
  });

  it('tells two answers given to swapped calls apart', async () => {
    const swapped = (first: string, second: string) => [
      {
        role: 'assistant',
        content: [
          { type: 'tool-call', toolCallId: 'a', toolName: 'weather', input: { city: 'Oslo' } },
          { type: 'tool-call', toolCallId: 'b', toolName: 'weather', input: { city: 'Bergen' } },
        ],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: first,
            toolName: 'weather',
            output: { type: 'text', value: 'cold' },
          },
          {
            type: 'tool-result',
            toolCallId: second,
            toolName: 'weather',
            output: { type: 'text', value: 'wet' },
          },
        ],
      },
    ];
    expect(await keyOf({ prompt: swapped('a', 'b') })).not.toBe(await keyOf({ prompt: swapped('b', 'a') }));
  });

  it('makes the last user text the question and all else context', () => {
    const request = callRequest(model, base, {});
    expect(request.question).toBe('Why is the sky blue?');
    expect(JSON.stringify(request.context)).not.toContain('sky');
    expect(JSON.stringify(request.context)).toContain('Be brief.');
  });

  it('has no question when the last message is no user text', () => {
    const asked = callRequest(model, { prompt: [file(new Uint8Array([1]))] }, {});
    const answered = callRequest(
      model,
      { prompt: [user('Hi'), { role: 'assistant', content: [{ type: 'text', text: 'Yes' }] }] },
      {},
    );
    expect(asked.question).toBeUndefined();
    expect(answered.question).toBeUndefined();
  });
});
