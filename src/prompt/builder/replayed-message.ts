import { LRUCache } from 'lru-cache';
import { isRecord } from '../text/json.ts';
import { withField } from '../draft/prompt-tools.ts';
import { stableText } from '../text/stable-text.ts';

/**
 * The values of tool calls and results as a prompt first saw them, by the call and what they say whatever the order of
 * their keys. The first is what was sent, by the loop or by an earlier plan, and a cached prefix holds it byte for byte.
 */
let sent: LRUCache<string, { readonly value: object }> | undefined;

/**
 * A message whose tool calls and JSON results are written as they first were: the order of keys is the model's own, and
 * a database such as Postgres (`jsonb`) gives them back in another. The message itself when nothing changes.
 * @param owner whose history it is: values are remembered for each owner apart.
 */
export function replayedMessage<Message extends object>(owner: string, message: Message): Message {
  const content: unknown = 'content' in message ? message.content : undefined;
  const calls: unknown = 'tool_calls' in message ? message.tool_calls : undefined;
  const replayedContent = Array.isArray(content)
    ? mapped(content, (part) => replayedPart(owner, part))
    : content;
  const replayedCalls = Array.isArray(calls)
    ? mapped(calls, (call) => withReplayed(owner, call, 'args'))
    : calls;
  let replayed = message;
  if (replayedContent !== content) replayed = withField(replayed, 'content', replayedContent);
  if (replayedCalls !== calls) replayed = withField(replayed, 'tool_calls', replayedCalls);
  return replayed;
}

function replayedPart(owner: string, part: unknown): unknown {
  if (!isRecord(part) || typeof part.type !== 'string') return part;
  if (/^tool[-_](call|use)$/.test(part.type))
    return withReplayed(owner, withReplayed(owner, part, 'input'), 'args');
  if (part.type !== 'tool-result' || !isRecord(part.output)) return part;
  const output = withReplayed(`${owner}\n${callId(part)}`, part.output, 'value');
  return output === part.output ? part : { ...part, output };
}

function withReplayed(owner: string, holder: unknown, field: string): unknown {
  if (!isRecord(holder) || !isRecord(holder[field])) return holder;
  const value = holder[field];
  const before = firstSeen(`${owner}\n${callId(holder)}\n${field}`, value);
  return before === value ? holder : { ...holder, [field]: before };
}

/** The value that says the same and was seen first; the value itself when it is the first, or has no faithful JSON. */
function firstSeen(owner: string, value: object): object {
  let said: string;
  try {
    said = stableText(value);
  } catch {
    // What JSON would lose (a Date in a tool's input) is left as the user gave it.
    return value;
  }
  sent ??= new LRUCache({ maxSize: 4_000_000, sizeCalculation: (_seen, key) => key.length + 1 });
  const key = `${owner}\n${said}`;
  const before = sent.get(key);
  if (before !== undefined) return before.value;
  // A copy: the user may change the object afterwards.
  sent.set(key, { value: structuredClone(value) });
  return value;
}

function callId(holder: Readonly<Record<string, unknown>>): string {
  const id = holder.toolCallId ?? holder.id;
  return typeof id === 'string' ? id : '';
}

function mapped(list: readonly unknown[], map: (item: unknown) => unknown): readonly unknown[] {
  const all = list.map(map);
  return all.some((item, index) => item !== list[index]) ? all : list;
}
