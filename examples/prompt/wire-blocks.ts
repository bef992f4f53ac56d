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

/** Reads a request's body as blocks, in the order in which the provider reads them. */
export type BlockReader = (body: Fields) => readonly WireBlock[];

type Fields = Readonly<Record<string, unknown>>;

const minute = 60_000;

/** OpenAI's Responses API: tools, then the input. Entries may end on input and on tool results, not on model output. */
export function openaiBlocks(body: Fields): readonly WireBlock[] {
  const tools = list(body.tools).map((tool) => block('tool', tool, false, undefined));
  const input = list(body.input).flatMap((item) => {
    const { type, role, content, output, ...rest } = item;
    if (output === undefined && role === undefined) return [block(String(type), item, false, undefined)];
    const owner = output === undefined ? String(role) : `${String(type)} ${String(rest.call_id)}`;
    const parts = partsOf(output ?? content, 'input_text');
    return parts.map((part, index) => {
      const { prompt_cache_breakpoint: breakpoint, ...bare } = part;
      const marked = breakpoint === undefined ? undefined : 30 * minute;
      return block(owner, bare, role !== 'assistant', marked, index === parts.length - 1);
    });
  });
  return [...tools, ...input];
}

/** Anthropic's Messages API: tools, system, messages. Entries may end on any block. */
export function anthropicBlocks(body: Fields): readonly WireBlock[] {
  const read = (role: string, value: Fields, endsMessage = true): WireBlock => {
    const { cache_control: control, content, ...rest } = value;
    // The items of a tool's result may carry a marker as well; it ends where the result ends.
    const items = content === undefined ? [] : partsOf(content, 'text');
    const bare = items.map(({ cache_control: _control, ...item }) => item);
    const found = control ?? items.at(-1)?.cache_control;
    return block(
      role,
      { ...rest, ...(items.length > 0 && { content: bare }) },
      true,
      ttlOf(found),
      endsMessage,
    );
  };
  const messages = list(body.messages).flatMap((message) => {
    const parts = partsOf(message.content, 'text');
    return parts.map((part, index) => read(String(message.role), part, index === parts.length - 1));
  });
  return [
    ...list(body.tools).map((tool) => read('tool', tool)),
    ...partsOf(body.system ?? [], 'text').map((part) => read('system', part)),
    ...messages,
  ];
}

/** Bedrock's Converse API: a cache point is a block of its own, for what stands before it. */
export function bedrockBlocks(body: Fields): readonly WireBlock[] {
  const blocks: WireBlock[] = [];
  const read = (role: string, parts: readonly Fields[]) => {
    for (const part of parts) {
      const last = blocks.at(-1);
      if (isFields(part.cachePoint) && last !== undefined)
        blocks.splice(-1, 1, { ...last, marked: ttlOf(part.cachePoint) });
      else blocks.push(block(role, part, true, undefined));
    }
  };
  read('tool', isFields(body.toolConfig) ? list(body.toolConfig.tools) : []);
  read('system', list(body.system));
  for (const message of list(body.messages)) read(String(message.role), list(message.content));
  return blocks;
}

/** OpenRouter's chat API for Claude: markers on parts, on a tool's message as a whole. */
export function openrouterBlocks(body: Fields): readonly WireBlock[] {
  const tools = list(body.tools).map((tool) => block('tool', tool, true, undefined));
  const messages = list(body.messages).flatMap((message) => {
    const { role, content, tool_calls: calls, cache_control: control, tool_call_id: id } = message;
    const parts = [...partsOf(content ?? [], 'text'), ...list(calls)];
    return parts.map((part, index) => {
      const { cache_control: own, ...bare } = part;
      const found = own ?? (index === parts.length - 1 ? control : undefined);
      return block(`${String(role)} ${String(id)}`, bare, true, ttlOf(found), index === parts.length - 1);
    });
  });
  return [...tools, ...messages];
}

function ttlOf(control: unknown): number | undefined {
  return isFields(control) ? (control.ttl === '1h' ? 60 : 5) * minute : undefined;
}

/** A content that is one text is the same to a provider as a list of one text. */
function partsOf(content: unknown, type: string): readonly Fields[] {
  return typeof content === 'string' ? [{ type, text: content }] : list(content);
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
