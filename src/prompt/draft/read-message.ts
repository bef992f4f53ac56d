import { isRecord } from '../text/json.ts';
import { stableText } from '../text/stable-text.ts';
import { fileTokens } from './file-tokens.ts';

/** Who a message is from, for either framework. */
export type MessageRole = 'system' | 'user' | 'assistant' | 'tool';

/** A block of a message, as both frameworks have them: a text, a tool call, a tool's result, a file, reasoning. */
export interface MessageBlock {
  /** The text that the model reads, as far as it is text. */
  readonly text: string;
  readonly kind: 'text' | 'tool-call' | 'tool-result' | 'file' | 'reasoning' | 'other';
  /** What the user wrote on this block; on the message when it is the message's last. */
  readonly carriers: readonly object[];
  /** Tokens of the files and images in it, as far as they can be estimated. */
  readonly fileTokens: number;
  /** Whether it holds a file or image whose size isn't known. */
  readonly hasUnknownSize: boolean;
  /** Whether it is a tool's result in the form of a list of items, or one of the items of such a list. */
  readonly isList: boolean;
  /** Whether nothing behind it in its message reaches the provider. */
  readonly endsMessage: boolean;
}

export interface ReadMessage {
  readonly role: MessageRole;
  readonly blocks: readonly MessageBlock[];
  readonly framework: 'ai-sdk' | 'langchain' | 'either';
}

/** Reads a message of the AI SDK (any version) or of LangChain, an instance or plain. Other values read as empty. */
export function readMessage(message: object): ReadMessage {
  const role = roleOf(message);
  const content: unknown = 'content' in message ? message.content : undefined;
  const parts: readonly unknown[] = Array.isArray(content) ? content : [content];
  const calls = 'tool_calls' in message && Array.isArray(message.tool_calls) ? message.tool_calls : [];
  const listed = parts.some(
    (part) => isRecord(part) && /^tool[-_](call|use)$/.test(typeof part.type === 'string' ? part.type : ''),
  );
  // LangChain keeps the calls beside the content; for some providers they stand in the content as well.
  const read = [...parts, ...(listed ? [] : calls)]
    .filter((part) => part !== '' && part !== undefined && part !== null)
    .map((part) => readBlock(part, role));
  const framework = isLangChain(message)
    ? 'langchain'
    : Array.isArray(content) || 'providerOptions' in message
      ? 'ai-sdk'
      : 'either';
  // The SDKs leave empty texts out.
  const end = read.findLastIndex(({ kind, text }) => kind !== 'other' && (kind !== 'text' || text !== ''));
  return {
    role,
    framework,
    // Written out: spreading is slow, and all of a long history passes here in every plan.
    blocks: read.map((block, index) => ({
      text: block.text,
      kind: block.kind,
      fileTokens: block.fileTokens,
      hasUnknownSize: block.hasUnknownSize,
      isList: block.isList || (role === 'tool' && framework === 'langchain' && Array.isArray(content)),
      carriers: index === read.length - 1 ? [...block.carriers, message] : block.carriers,
      endsMessage: index === end,
    })),
  };
}

function isLangChain(message: object): boolean {
  // An instance, also after JSON, or the plain form with its calls beside the content.
  return ['_getType', 'getType', 'lc_kwargs', 'tool_calls', 'tool_call_id'].some((field) => field in message);
}

interface ReadBlock {
  readonly text: string;
  readonly kind: MessageBlock['kind'];
  readonly isList: boolean;
  readonly fileTokens: number;
  readonly hasUnknownSize: boolean;
  readonly carriers: readonly object[];
}

function readBlock(part: unknown, role: MessageRole): ReadBlock {
  if (!isRecord(part)) {
    const kind = role === 'tool' ? 'tool-result' : 'text';
    return { text: primitiveText(part), kind, carriers: [], isList: false, ...noFile };
  }
  const type = typeof part.type === 'string' ? part.type : '';
  const block = (kind: MessageBlock['kind'], text: string): ReadBlock => ({
    text,
    kind,
    carriers: [part],
    isList: false,
    ...noFile,
  });
  if (/text$/.test(type) && typeof part.text === 'string') {
    return block(role === 'tool' ? 'tool-result' : 'text', part.text);
  }
  if (/^tool[-_](call|use)$/.test(type) || ('args' in part && 'name' in part)) {
    const name = part.toolName ?? part.name ?? '';
    return block('tool-call', `${primitiveText(name)} ${serialised(part.input ?? part.args ?? {})}`);
  }
  if (/^tool[-_]result$/.test(type)) {
    const output = part.output ?? part.result ?? part.content;
    if (!isRecord(output) || !('value' in output)) return block('tool-result', serialised(output));
    const items = output.type === 'content' && Array.isArray(output.value) ? output.value : [];
    const files = items.filter(isFile);
    const texts = items.filter((item) => !isFile(item));
    return {
      ...block('tool-result', serialised(files.length > 0 ? texts : output.value)),
      carriers: [part, output, ...items.filter(isRecord)],
      isList: output.type === 'content',
      ...sizes(files),
    };
  }
  if (/reasoning|thinking/.test(type)) {
    return block('reasoning', primitiveText(part.text ?? part.thinking));
  }
  return isFile(part) ? { ...block('file', ''), ...sizes([part]) } : block('other', '');
}

const noFile = { fileTokens: 0, hasUnknownSize: false };

function isFile(part: unknown): part is Readonly<Record<string, unknown>> {
  return isRecord(part) && typeof part.type === 'string' && /file|image|audio|document|media/.test(part.type);
}

function sizes(files: readonly Readonly<Record<string, unknown>>[]): typeof noFile {
  const tokens = files.map(fileTokens);
  return {
    fileTokens: tokens.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    hasUnknownSize: tokens.includes(undefined),
  };
}

/** Objects have no text here: theirs may throw. */
function primitiveText(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' || typeof value === 'function'
    ? ''
    : String(value);
}

/** Calls and results may hold what has no faithful JSON; an estimate mustn't fail on them. */
function serialised(value: unknown): string {
  try {
    return stableText(value ?? '');
  } catch {
    return '';
  }
}

const roles: Readonly<Record<string, MessageRole>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  tool: 'tool',
  function: 'tool',
};

function roleOf(message: object): MessageRole {
  const named =
    'role' in message
      ? message.role
      : (callNoArguments(message, 'getType') ??
        callNoArguments(message, '_getType') ??
        ('type' in message ? message.type : undefined));
  return (typeof named === 'string' ? roles[named] : undefined) ?? 'user';
}

function callNoArguments(target: object, method: string): unknown {
  const found: unknown = Reflect.get(target, method);
  return typeof found === 'function' ? found.call(target) : undefined;
}
