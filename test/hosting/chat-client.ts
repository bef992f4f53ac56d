/** What a chat route answered: the text, and what its metadata says of the cache. */
export interface ChatAnswer {
  readonly text: string;
  readonly status?: string;
  readonly layer?: string;
  readonly reason?: string;
}

interface StreamedPart {
  readonly type: string;
  readonly delta?: string;
  readonly messageMetadata?: { readonly reprise?: Omit<ChatAnswer, 'text'> };
}

/** Asks a route as `useChat` does, and reads its UI message stream to the end. */
export async function ask(url: string, question: string, more: object = {}): Promise<ChatAnswer> {
  const messages = [{ id: '1', role: 'user', parts: [{ type: 'text', text: question }] }];
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
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
