/** A `fetch` that keeps the bodies it is sent and answers with a given JSON. */
export function captureFetch(answer: unknown): { fetch: typeof fetch; bodies: Record<string, unknown>[] } {
  const bodies: Record<string, unknown>[] = [];
  return {
    bodies,
    fetch: async (_url, init) => {
      const body = init?.body;
      bodies.push(JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(toBytes(body))));
      return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
    },
  };
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  throw new TypeError('The request body is neither a text nor bytes.');
}

/** The first body that was sent. */
export function onlyBody(bodies: readonly Record<string, unknown>[]): Record<string, unknown> {
  const [body] = bodies;
  if (body === undefined || bodies.length !== 1)
    throw new Error(`Expected one request, saw ${bodies.length}.`);
  return body;
}

/** The paths of all fields of that name in a request, such as `system.0.cache_control`, in wire order. */
export function pathsOf(body: unknown, field: string, path = ''): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    key === field && value !== undefined && value !== null
      ? [`${path}${key}`]
      : pathsOf(value, field, `${path}${key}.`),
  );
}

export const answers = {
  openaiResponses: {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model: 'm',
    status: 'completed',
    output: [
      {
        type: 'message',
        id: 'msg_1',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'ok', annotations: [] }],
      },
    ],
    usage: {
      input_tokens: 10,
      output_tokens: 1,
      total_tokens: 11,
      input_tokens_details: { cached_tokens: 4 },
      output_tokens_details: { reasoning_tokens: 0 },
    },
  },
  openaiChat: {
    id: 'chatcmpl_1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
    usage: {
      prompt_tokens: 10,
      completion_tokens: 1,
      total_tokens: 11,
      prompt_tokens_details: { cached_tokens: 4 },
    },
  },
  anthropic: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [{ type: 'text', text: 'ok' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 2, output_tokens: 1, cache_read_input_tokens: 5, cache_creation_input_tokens: 3 },
  },
  google: {
    candidates: [{ content: { role: 'model', parts: [{ text: 'ok' }] }, finishReason: 'STOP' }],
    usageMetadata: {
      promptTokenCount: 10,
      candidatesTokenCount: 1,
      totalTokenCount: 11,
      cachedContentTokenCount: 4,
    },
  },
  bedrock: {
    output: { message: { role: 'assistant', content: [{ text: 'ok' }] } },
    stopReason: 'end_turn',
    usage: {
      inputTokens: 2,
      outputTokens: 1,
      totalTokens: 11,
      cacheReadInputTokens: 5,
      cacheWriteInputTokens: 3,
    },
  },
} as const;
