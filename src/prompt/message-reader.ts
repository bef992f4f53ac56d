import { isRecord } from './json.ts';
import type { MessageRole } from './prompt-message.ts';
import { stableText } from './stable-text.ts';

/** A block of a message, as both frameworks have them: a text, a tool call, a tool's result, a file, reasoning. */
export interface MessageBlock {
  /** The text that the model reads, as far as it is text. */
  readonly text: string;
  readonly kind: 'text' | 'tool-call' | 'tool-result' | 'file' | 'reasoning' | 'other';
  /** What the user wrote on this block; on the message when it is the message's last. */
  readonly carriers: readonly object[];
  /** The result's content is a list: a marker would have to go on one of its items. */
  readonly nested: boolean;
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
  const listed = parts.some((part) => isRecord(part) && /^tool[-_](call|use)$/.test(String(part.type)));
  // LangChain keeps the calls beside the content; for some providers they stand in the content as well.
  const blocks = [...parts, ...(listed ? [] : calls)].filter(
    (part) => part !== '' && part !== undefined && part !== null,
  );
  return {
    role,
    framework: isLangChain(message)
      ? 'langchain'
      : Array.isArray(content) || 'providerOptions' in message
        ? 'ai-sdk'
        : 'either',
    blocks: blocks.map((part, index) => readBlock(part, role, message, index === blocks.length - 1)),
  };
}

function isLangChain(message: object): boolean {
  return '_getType' in message || 'getType' in message || 'lc_kwargs' in message;
}

function readBlock(part: unknown, role: MessageRole, message: object, isLast: boolean): MessageBlock {
  const outer = isLast ? [message] : [];
  if (!isRecord(part)) {
    const kind = role === 'tool' ? 'tool-result' : 'text';
    return { text: String(part), kind, carriers: outer, nested: false };
  }
  const type = typeof part.type === 'string' ? part.type : '';
  const carriers = [part, ...outer];
  const block = (kind: MessageBlock['kind'], text: string, nested = false): MessageBlock => ({
    text,
    kind,
    carriers,
    nested,
  });
  if (/text$/.test(type) && typeof part.text === 'string') {
    return block(role === 'tool' ? 'tool-result' : 'text', part.text);
  }
  if (/^tool[-_](call|use)$/.test(type) || ('args' in part && 'name' in part)) {
    const name = part.toolName ?? part.name ?? '';
    return block('tool-call', `${String(name)} ${serialised(part.input ?? part.args ?? {})}`);
  }
  if (/^tool[-_]result$/.test(type)) {
    const output = part.output ?? part.result ?? part.content;
    const nested = isRecord(output) && output.type === 'content';
    return block(
      'tool-result',
      serialised(isRecord(output) && 'value' in output ? output.value : output),
      nested,
    );
  }
  if (/reasoning|thinking/.test(type)) {
    return block('reasoning', typeof part.text === 'string' ? part.text : String(part.thinking ?? ''));
  }
  return block(/file|image|audio|document|media/.test(type) ? 'file' : 'other', '');
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
