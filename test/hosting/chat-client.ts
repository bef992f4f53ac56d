/** What a chat route answered: the text, and what its metadata says of the cache. */
export interface ChatAnswer {
  readonly text: string;
  readonly status?: string;
  readonly layer?: string;
  readonly reason?: string;
  readonly key?: string;
}

interface StreamedPart {
  readonly type: string;
  readonly delta?: string;
  readonly messageMetadata?: { readonly reprise?: Omit<ChatAnswer, 'text'> };
}

/** Asks a route as `useChat` does, and reads its UI message stream to the end. */
export async function ask(
  url: string,
  question: string,
  more: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<ChatAnswer> {
  const messages = [{ id: '1', role: 'user', parts: [{ type: 'text', text: question }] }];
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ id: 'chat', messages, trigger: 'submit-message', ...more }),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${body}`);
  const parts: StreamedPart[] = [...body.matchAll(/^data: (\{.*\})$/gm)].map(([, json = '']) =>
    JSON.parse(json),
  );
  const error = parts.find(({ type }) => type === 'error');
  if (error !== undefined) throw new Error(JSON.stringify(error));
  const text = parts.map(({ type, delta }) => (type === 'text-delta' ? delta : '')).join('');
  return { ...parts.find(({ messageMetadata }) => messageMetadata?.reprise)?.messageMetadata?.reprise, text };
}

/**
 * Asks something else until the store answers within the cache's bound: the first request of a process loads modules,
 * on a machine under load for longer than a lookup waits.
 */
export async function askWarm(send: (question: string) => Promise<ChatAnswer>): Promise<void> {
  for (;;) {
    const { reason } = await send(`Are you there, ${crypto.randomUUID()}?`);
    if (reason !== 'unavailable') return;
  }
}
