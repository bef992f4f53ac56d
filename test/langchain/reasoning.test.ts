import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { ChatOllama } from '@langchain/ollama';
import { ChatOpenAI } from '@langchain/openai';
import { afterEach, describe, expect, it } from 'vitest';
import { createCache } from '../../src/index.ts';
import { CachedChatModel } from '../../src/langchain/index.ts';
import { StrictProvider } from '../providers/strict-provider.ts';

const said = [
  { thinking: 'It is December, ', content: '' },
  { thinking: 'so it may snow.', content: '' },
  { thinking: '', content: 'Take ' },
  { thinking: '', content: 'a coat.' },
];

const ollama = new StrictProvider(({ model, stream }) => {
  const base = { model, created_at: '2026-11-25T00:00:00Z' };
  const end = { ...base, done: true, done_reason: 'stop', prompt_eval_count: 7, eval_count: 3 };
  const whole = said.reduce((sum, part) => ({
    thinking: sum.thinking + part.thinking,
    content: sum.content + part.content,
  }));
  if (stream === false) return { answer: { ...end, message: { role: 'assistant', ...whole } } };
  const pieces = said.map((part) => ({ ...base, message: { role: 'assistant', ...part }, done: false }));
  return { answer: { ndjson: [...pieces, { ...end, message: { role: 'assistant', content: '' } }] } };
});

// DeepSeek, and who speaks OpenAI's protocol as it does.
const deepseek = new StrictProvider(({ model }) => {
  const chunk = { id: 'c', created: 1, model, object: 'chat.completion.chunk' };
  const piece = (delta: object, finish_reason: string | null = null) => ({
    ...chunk,
    choices: [{ index: 0, finish_reason, delta: { role: 'assistant', ...delta } }],
  });
  const pieces = said.map(({ thinking, content }) =>
    piece(thinking === '' ? { content } : { content: '', reasoning_content: thinking }),
  );
  return { answer: { events: [...pieces, piece({}, 'stop')] } };
});

const providers: readonly {
  readonly whose: string;
  readonly server: StrictProvider;
  readonly connect: (url: string) => BaseChatModel;
}[] = [
  {
    whose: 'Ollama',
    server: ollama,
    connect: (baseUrl) => new ChatOllama({ model: 'one', baseUrl, think: true }),
  },
  {
    whose: 'DeepSeek',
    server: deepseek,
    connect: (url) =>
      new ChatOpenAI({ model: 'one', apiKey: 'test', configuration: { baseURL: `${url}/v1` } }),
  },
];

describe.each(providers)('reasoning beside the content, as $whose tells it', ({ server, connect }) => {
  afterEach(() => server.stop());

  it('streams on a hit as it did live: piece by piece, ahead of the answer', async () => {
    const inner = connect(await server.start());
    const model = new CachedChatModel({ model: inner, cache: createCache() });
    const streamed = async (asked: BaseChatModel) => {
      const chunks: unknown[] = [];
      for await (const { content, additional_kwargs } of await asked.stream('Do I need a coat?'))
        chunks.push({ content, reasoning: additional_kwargs.reasoning_content });
      return chunks;
    };
    const live = await streamed(inner);
    expect(await streamed(model)).toEqual(live);
    const calls = server.requests.length;
    expect(await streamed(model)).toEqual(live);
    expect(server.requests).toHaveLength(calls);
  });

  it('stands in the message of a hit, whole', async () => {
    const inner = connect(await server.start());
    const model = new CachedChatModel({ model: inner, cache: createCache() });
    for await (const _ of await model.stream('Do I need a coat?'));
    const calls = server.requests.length;
    const hit = await model.invoke('Do I need a coat?');
    expect(hit.text).toBe('Take a coat.');
    expect(hit.additional_kwargs).toEqual({ reasoning_content: 'It is December, so it may snow.' });
    expect(server.requests).toHaveLength(calls);
  });
});
