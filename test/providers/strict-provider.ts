import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Readonly<Record<string, unknown>>;

/** What a provider makes of a request: an answer, or the rule that the request breaks. */
export type Verdict = { readonly answer: Json } | { readonly refused: string };

/** A local server that enforces one provider's rules; it counts what it was asked, and what it refused and why. */
export class StrictProvider {
  readonly requests: Json[] = [];
  readonly refusals: string[] = [];
  readonly #server: Server;

  constructor(judge: (body: Json, headers: IncomingHttpHeaders) => Verdict) {
    this.#server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(pieces).toString()) as Json;
        this.requests.push(body);
        const verdict = judge(body, request.headers);
        if ('refused' in verdict) this.refusals.push(verdict.refused);
        const said =
          'answer' in verdict
            ? verdict.answer
            : { type: 'error', error: { message: verdict.refused, type: 'invalid_request_error' } };
        const { ndjson, events } = said;
        const lines = Array.isArray(ndjson) ? ndjson.map((line) => `${JSON.stringify(line)}\n`) : undefined;
        const sent = Array.isArray(events)
          ? [...events.map((event) => JSON.stringify(event)), '[DONE]'].map((event) => `data: ${event}\n\n`)
          : undefined;
        const type = lines ? 'application/x-ndjson' : sent ? 'text/event-stream' : 'application/json';
        response.writeHead('answer' in verdict ? 200 : 400, { 'content-type': type });
        response.end((lines ?? sent)?.join('') ?? JSON.stringify(said));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((started) => this.#server.listen(0, '127.0.0.1', started));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((stopped) => this.#server.close(stopped));
  }
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Chat Completions as OpenAI and Mistral have them: each call is answered once, by its id. */
export function chatCompletions(idForm: RegExp, ids: () => string): (body: Json) => Verdict {
  let count = 0;
  return ({ messages, model, stream }) => {
    const open = new Set<unknown>();
    const seen = new Set<unknown>();
    for (const message of list(messages)) {
      for (const { id } of list(message.tool_calls)) {
        if (typeof id !== 'string' || !idForm.test(id)) return { refused: `tool call id was ${String(id)}` };
        if (seen.has(id)) return { refused: `duplicate tool call id ${id}` };
        seen.add(id);
        open.add(id);
      }
      if (message.role === 'tool' && !open.delete(message.tool_call_id)) {
        return { refused: `no tool call for ${String(message.tool_call_id)}` };
      }
    }
    if (open.size > 0) return { refused: 'a tool call was not answered' };
    const asked = list(messages).at(-1);
    const call = {
      id: ids(),
      type: 'function',
      function: { name: 'weather', arguments: '{"city":"Oslo"}' },
    };
    const calls = asked?.role === 'user' && JSON.stringify(asked.content).includes('weather');
    const base = { id: `cmpl-${count++}`, created: 1_700_000_000, model };
    const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
    const message = calls
      ? { role: 'assistant', content: '', tool_calls: [{ ...call, index: 0 }] }
      : { role: 'assistant', content: reply(messages) };
    const finish_reason = calls ? 'tool_calls' : 'stop';
    if (stream !== true) {
      const choices = [{ index: 0, finish_reason, message }];
      return { answer: { ...base, object: 'chat.completion', choices, usage } };
    }
    const chunk = { ...base, object: 'chat.completion.chunk' };
    const events = [
      { ...chunk, choices: [{ index: 0, delta: message, finish_reason: null }] },
      { ...chunk, choices: [{ index: 0, delta: { content: '' }, finish_reason }], usage },
    ];
    return { answer: { events } };
  };
}

/** The Messages API: pairs of calls and results, server tools by their own ids, and callers that exist. */
export function anthropicMessages(ids: () => string): (body: Json) => Verdict {
  const serverIds = idSource('srvtoolu_', 24);
  return ({ messages, model }) => {
    const seen = new Set<unknown>();
    const open = new Set<unknown>();
    for (const block of list(messages).flatMap(({ content }) => list(content))) {
      const { caller, id } = block;
      if (block.type === 'server_tool_use' && !String(id).startsWith('srvtoolu_')) {
        return { refused: `server_tool_use.id should match '^srvtoolu_': ${String(id)}` };
      }
      if (block.type === 'tool_use' || block.type === 'server_tool_use') {
        if (seen.has(id)) return { refused: `tool_use ids must be unique: ${String(id)}` };
        seen.add(id);
        open.add(id);
      }
      const from =
        typeof caller === 'object' && caller !== null && 'tool_id' in caller ? caller.tool_id : undefined;
      if (from !== undefined && !seen.has(from)) return { refused: `no caller ${String(from)}` };
      if (String(block.type).endsWith('tool_result') && !open.delete(block.tool_use_id)) {
        return { refused: `no tool_use for ${String(block.tool_use_id)}` };
      }
    }
    if (open.size > 0) return { refused: 'tool_use without tool_result' };
    const last = list(messages).at(-1);
    const asked = JSON.stringify(last?.content);
    const usage = { input_tokens: 7, output_tokens: 3 };
    const base = { id: 'msg_1', type: 'message', role: 'assistant', model, usage, stop_sequence: null };
    const searched = serverIds();
    if (asked.includes('weather') && !asked.includes('tool_result')) {
      const content = [
        { type: 'server_tool_use', id: searched, name: 'web_search', input: { query: 'Oslo' } },
        { type: 'web_search_tool_result', tool_use_id: searched, content: [] },
        { type: 'tool_use', id: ids(), name: 'weather', input: { city: 'Oslo' } },
      ];
      return { answer: { ...base, content, stop_reason: 'tool_use' } };
    }
    return {
      answer: { ...base, content: [{ type: 'text', text: reply(messages) }], stop_reason: 'end_turn' },
    };
  };
}

/**
 * The Messages API with a turn that pauses before or behind the result of a tool of its own, and goes on when what it
 * said stands last in the next request.
 */
export function pausingMessages(place: 'before' | 'behind'): (body: Json) => Verdict {
  const id = 'srvtoolu_01A09q90qw90lq917835lq9';
  const call = { type: 'server_tool_use', id, name: 'web_search', input: { query: 'Oslo' } };
  const page = { url: 'https://example.org/', title: 'Oslo', encrypted_content: 'c', page_age: null };
  const result = {
    type: 'web_search_tool_result',
    tool_use_id: id,
    content: [{ type: 'web_search_result', ...page }],
  };
  const text = { type: 'text', text: 'It is cold in Oslo.' };
  return ({ messages, model }) => {
    const last = list(messages).at(-1);
    const base = {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model,
      stop_sequence: null,
      usage: { input_tokens: 7, output_tokens: 3 },
    };
    if (last?.role === 'user') {
      const content = place === 'before' ? [call] : [call, result];
      return { answer: { ...base, content, stop_reason: 'pause_turn' } };
    }
    const types = list(last?.content).map(({ type }) => type);
    const expected = place === 'before' ? ['server_tool_use'] : ['server_tool_use', 'web_search_tool_result'];
    if (String(types) !== String(expected)) return { refused: `a paused turn came back as ${String(types)}` };
    const content = place === 'before' ? [result, text] : [text];
    return { answer: { ...base, content, stop_reason: 'end_turn' } };
  };
}

/** A message of the Messages API as the events of a stream. */
export function messageEvents({
  content,
  stop_reason,
  stop_sequence,
  usage,
  ...message
}: Json): readonly Json[] {
  const blocks = list(content).flatMap(({ text, input, ...block }, index) => {
    const begun = {
      ...block,
      ...(text === undefined ? {} : { text: '' }),
      ...(input === undefined ? {} : { input: {} }),
    };
    const delta =
      text === undefined
        ? { type: 'input_json_delta', partial_json: JSON.stringify(input) }
        : { type: 'text_delta', text };
    return [
      { type: 'content_block_start', index, content_block: begun },
      ...(text === undefined && input === undefined ? [] : [{ type: 'content_block_delta', index, delta }]),
      { type: 'content_block_stop', index },
    ];
  });
  return [
    {
      type: 'message_start',
      message: { ...message, content: [], stop_reason: null, stop_sequence: null, usage },
    },
    ...blocks,
    { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage },
    { type: 'message_stop' },
  ];
}

/** The Responses API of a project that has forgotten all items: none may be referred to. */
export function forgetfulResponses(ids: () => string): (body: Json) => Verdict {
  return ({ input, model, previous_response_id: previous, conversation }) => {
    if (previous !== undefined) return { refused: `previous response ${String(previous)} not found` };
    if (conversation !== undefined) return { refused: `conversation ${String(conversation)} not found` };
    const open = new Set<unknown>();
    for (const item of list(input)) {
      if (item.type === 'item_reference') return { refused: `item ${String(item.id)} not found` };
      if (item.type === 'function_call') open.add(item.call_id);
      if (item.type === 'function_call_output' && !open.delete(item.call_id)) {
        return { refused: `no function call for ${String(item.call_id)}` };
      }
    }
    if (open.size > 0) return { refused: 'a function call was not answered' };
    const last = list(input).at(-1);
    const calls = last?.role === 'user' && JSON.stringify(last.content).includes('weather');
    const output = calls
      ? [
          { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: null },
          {
            type: 'function_call',
            id: 'fc_1',
            call_id: ids(),
            name: 'weather',
            arguments: '{"city":"Oslo"}',
            status: 'completed',
          },
        ]
      : [
          {
            type: 'message',
            id: 'msg_1',
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text: reply(input), annotations: [] }],
          },
        ];
    return {
      answer: {
        id: 'resp_1',
        object: 'response',
        created_at: 1_700_000_000,
        status: 'completed',
        model,
        output,
        usage: { input_tokens: 7, output_tokens: 3, total_tokens: 10 },
      },
    };
  };
}

/** Gemini: each answer of a function stands behind its call. */
export function geminiContents(): (body: Json) => Verdict {
  return ({ contents }) => {
    let calls = 0;
    for (const part of list(contents).flatMap(({ parts }) => list(parts))) {
      if ('functionCall' in part) calls++;
      if ('functionResponse' in part && --calls < 0)
        return { refused: 'a function response without its call' };
    }
    if (calls > 0) return { refused: 'a function call was not answered' };
    const last = list(contents).at(-1);
    const asked = JSON.stringify(last?.parts);
    const parts =
      asked.includes('weather') && !asked.includes('functionResponse')
        ? [{ functionCall: { name: 'weather', args: { city: 'Oslo' } } }]
        : [{ text: reply(contents) }];
    return {
      answer: {
        candidates: [{ index: 0, content: { role: 'model', parts }, finishReason: 'STOP' }],
        usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 3, totalTokenCount: 10 },
      },
    };
  };
}

/** Ollama: two calls of one chunk have one index, and ids of their own. */
export function ollamaChat(ids: () => string): (body: Json) => Verdict {
  return ({ messages, model, stream }) => {
    const asked = list(messages).at(-1);
    const calls = asked?.role === 'user' && JSON.stringify(asked.content).includes('weather');
    const call = (name: string, city: string) => ({
      id: ids(),
      function: { index: 0, name, arguments: { city } },
    });
    const base = { model, created_at: '2026-11-25T00:00:00Z' };
    const message = calls
      ? { role: 'assistant', content: '', tool_calls: [call('weather', 'Oslo'), call('time', 'Bergen')] }
      : { role: 'assistant', content: reply(messages) };
    const end = { ...base, done: true, done_reason: 'stop', prompt_eval_count: 7, eval_count: 3 };
    if (stream === false) return { answer: { ...end, message } };
    return {
      answer: {
        ndjson: [
          { ...base, message, done: false },
          { ...end, message: { role: 'assistant', content: '' } },
        ],
      },
    };
  };
}

// Another answer for each wording, so that a wrong hit can't look right.
function reply(asked: unknown): string {
  return `You said ${JSON.stringify(asked).length} things: take a coat.`;
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789';

/** Ids in a provider's form, each another. */
export function idSource(prefix: string, length: number): () => string {
  let count = 0;
  return () => {
    count++;
    const tail = Array.from(
      { length },
      (_, place) => LETTERS[(count * 7 + place * 13 + place * count) % LETTERS.length],
    );
    return prefix + tail.join('');
  };
}
