/** A block of a request as a provider reads it from the wire: a tool, or a part of a message. */
export interface WireBlock {
  /** What is compared: role, kind and content, without any marker. */
  readonly text: string;
  /** Whether a cached prefix may end here. */
  readonly canEnd: boolean;
  /** The lifetime of the marker on it in milliseconds. */
  readonly marked: number | undefined;
  /** Whether it is the last block of its message. */
  readonly endsMessage: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const minute = 60_000;

/** OpenAI's Responses API: tools, then the input. Entries may end on input text, never on tools or assistant output. */
export function openaiBlocks(body: Fields): readonly WireBlock[] {
  const tools = list(body.tools).map((tool) => block('tool', tool, false, undefined));
  const input = list(body.input).flatMap((item) => {
    const role = String(item.role ?? item.type);
    const parts: readonly unknown[] = Array.isArray(item.content) ? item.content : [item.content];
    return parts.map((part, index) => {
      const { prompt_cache_breakpoint: breakpoint, ...content } = isFields(part)
        ? part
        : { type: 'input_text', text: part };
      const marked = breakpoint === undefined ? undefined : 30 * minute;
      return block(role, content, role !== 'assistant', marked, index === parts.length - 1);
    });
  });
  return [...tools, ...input];
}

/** Anthropic's Messages API: tools, system, messages. Entries may end on any block. */
export function anthropicBlocks(body: Fields): readonly WireBlock[] {
  const read = (role: string, value: Fields, endsMessage = true): WireBlock => {
    const { cache_control: control, ...content } = value;
    const marked = isFields(control) ? (control.ttl === '1h' ? 60 : 5) * minute : undefined;
    return block(role, content, true, marked, endsMessage);
  };
  const messages = list(body.messages).flatMap((message) => {
    const parts = list(message.content);
    return parts.map((part, index) => read(String(message.role), part, index === parts.length - 1));
  });
  return [
    ...list(body.tools).map((tool) => read('tool', tool)),
    ...list(body.system).map((part) => read('system', part)),
    ...messages,
  ];
}

function block(
  role: string,
  content: unknown,
  canEnd: boolean,
  marked: number | undefined,
  endsMessage = true,
): WireBlock {
  return { text: `${role}\n${JSON.stringify(content)}\n`, canEnd, marked, endsMessage };
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
