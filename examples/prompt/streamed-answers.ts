import { crc32 } from 'node:zlib';
import type { CacheAccount } from './cache-account.ts';
import { outputTokens, type ProviderApi, type ToolCall } from './provider-answers.ts';

/** One answer as a provider streams it. */
export interface StreamedAnswer {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

/** @param complete the same answer as one object. */
export function streamedAnswer(
  api: ProviderApi,
  path: string,
  said: string | ToolCall,
  complete: object,
  account: CacheAccount,
): StreamedAnswer {
  if (api === 'bedrock') return eventStream(converseEvents(said, account));
  if (api === 'anthropic') {
    const events = messageEvents(said, complete, account);
    // The Messages API over Bedrock wraps each event in one of its own.
    return path.endsWith('-stream')
      ? eventStream(
          events.map((event) => ['chunk', { bytes: Buffer.from(JSON.stringify(event)).toString('base64') }]),
        )
      : serverSentEvents(events);
  }
  return serverSentEvents(
    api === 'openai' ? responseEvents(said, complete) : chunkEvents(said, complete),
    api === 'openrouter',
  );
}

type Event = { readonly type?: string } & Readonly<Record<string, unknown>>;

function serverSentEvents(events: readonly Event[], endsWithDone = false): StreamedAnswer {
  const lines = events.map((event) => {
    const name = event.type === undefined ? '' : `event: ${event.type}\n`;
    return `${name}data: ${JSON.stringify(event)}\n\n`;
  });
  return {
    contentType: 'text/event-stream',
    body: `${lines.join('')}${endsWithDone ? 'data: [DONE]\n\n' : ''}`,
  };
}

function responseEvents(said: string | ToolCall, response: object): readonly Event[] {
  const output: unknown = Reflect.get(response, 'output');
  const item: unknown = Array.isArray(output) ? output[0] : undefined;
  const at = { output_index: 0, content_index: 0 };
  const opened =
    typeof said === 'string'
      ? { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] }
      : { ...Object(item), arguments: '', status: 'in_progress' };
  const delta =
    typeof said === 'string'
      ? { type: 'response.output_text.delta', item_id: 'msg_1', delta: said, logprobs: [], ...at }
      : {
          type: 'response.function_call_arguments.delta',
          item_id: `fc_${said.id}`,
          delta: JSON.stringify(said.input),
          ...at,
        };
  return [
    { type: 'response.created', response: { ...response, status: 'in_progress', output: [], usage: null } },
    { type: 'response.output_item.added', output_index: 0, item: opened },
    delta,
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response },
  ].map((event, index) => ({ ...event, sequence_number: index }));
}

function messageEvents(
  said: string | ToolCall,
  message: object,
  { input, read, written }: CacheAccount,
): readonly Event[] {
  const isText = typeof said === 'string';
  const usage = {
    input_tokens: input - read - written,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written,
    output_tokens: 1,
  };
  return [
    {
      type: 'message_start',
      message: { ...message, content: [], stop_reason: null, usage },
    },
    {
      type: 'content_block_start',
      index: 0,
      content_block: isText ? { type: 'text', text: '' } : { type: 'tool_use', ...said, input: {} },
    },
    {
      type: 'content_block_delta',
      index: 0,
      delta: isText
        ? { type: 'text_delta', text: said }
        : { type: 'input_json_delta', partial_json: JSON.stringify(said.input) },
    },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: isText ? 'end_turn' : 'tool_use', stop_sequence: null },
      usage: { output_tokens: outputTokens },
    },
    { type: 'message_stop' },
  ];
}

function chunkEvents(said: string | ToolCall, completion: object): readonly Event[] {
  const { id, created, model, usage }: { [key: string]: unknown } = Object(completion);
  const chunk = { id, object: 'chat.completion.chunk', created, model };
  const delta =
    typeof said === 'string'
      ? { role: 'assistant', content: said }
      : {
          role: 'assistant',
          tool_calls: [
            {
              index: 0,
              id: said.id,
              type: 'function',
              function: { name: said.name, arguments: JSON.stringify(said.input) },
            },
          ],
        };
  const reason = typeof said === 'string' ? 'stop' : 'tool_calls';
  return [
    { ...chunk, choices: [{ index: 0, delta, finish_reason: null }] },
    { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: reason }], usage },
  ];
}

function converseEvents(
  said: string | ToolCall,
  { input, read, written }: CacheAccount,
): readonly (readonly [string, object])[] {
  const isText = typeof said === 'string';
  const at = { contentBlockIndex: 0 };
  // The schema of `@ai-sdk/amazon-bedrock` 3 asks for an input at the start.
  const started: readonly (readonly [string, object])[] = isText
    ? []
    : [
        [
          'contentBlockStart',
          { ...at, start: { toolUse: { toolUseId: said.id, name: said.name, input: '' } } },
        ],
      ];
  return [
    ['messageStart', { role: 'assistant' }],
    ...started,
    [
      'contentBlockDelta',
      { ...at, delta: isText ? { text: said } : { toolUse: { input: JSON.stringify(said.input) } } },
    ],
    ['contentBlockStop', at],
    ['messageStop', { stopReason: isText ? 'end_turn' : 'tool_use' }],
    [
      'metadata',
      {
        metrics: { latencyMs: 1 },
        usage: {
          inputTokens: input - read - written,
          outputTokens,
          totalTokens: input + outputTokens,
          cacheReadInputTokens: read,
          cacheWriteInputTokens: written,
        },
      },
    ],
  ];
}

/** Amazon's `vnd.amazon.eventstream`: lengths, headers and payload, each message with two CRC-32. */
function eventStream(events: readonly (readonly [string, object])[]): StreamedAnswer {
  const messages = events.map(([name, payload]) => {
    const headers = Buffer.concat(
      Object.entries({
        ':event-type': name,
        ':content-type': 'application/json',
        ':message-type': 'event',
      }).map(([header, value]) =>
        Buffer.concat([
          Buffer.from([header.length]),
          Buffer.from(header),
          Buffer.from([7, 0, value.length]),
          Buffer.from(value),
        ]),
      ),
    );
    const data = Buffer.from(JSON.stringify(payload));
    const lengths = Buffer.concat([word(16 + headers.length + data.length), word(headers.length)]);
    const message = Buffer.concat([lengths, word(crc32(lengths)), headers, data]);
    return Buffer.concat([message, word(crc32(message))]);
  });
  return { contentType: 'application/vnd.amazon.eventstream', body: Buffer.concat(messages) };
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
