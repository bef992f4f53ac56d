import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import { isRecord } from '../text/json.ts';
import { stableText } from '../text/stable-text.ts';
import { withField } from '../text/with-field.ts';

/**
 * The values of tool calls and results as a prompt first saw them, by the call and what they say whatever the order of
 * their keys. The first is what was sent, by the loop or by an earlier plan, and a cached prefix holds it byte for byte.
 */
let sent: LeastRecentlyUsed<object> | undefined;

/**
 * A message whose tool calls and JSON results are written as they first were: the order of keys is the model's own, and
 * a database such as Postgres (`jsonb`) gives them back in another. The message itself when nothing changes.
 * @param sharers whose history it is: what was seen for others plays no part.
 */
export function replayedMessage<Message extends object>(sharers: string, message: Message): Message {
  const content: unknown = 'content' in message ? message.content : undefined;
  const calls: unknown = 'tool_calls' in message ? message.tool_calls : undefined;
  const replayedContent = Array.isArray(content)
    ? mapped(content, (part) => replayedPart(sharers, part))
    : content;
  const replayedCalls = Array.isArray(calls)
    ? mapped(calls, (call) => withReplayed(sharers, call, 'args'))
    : calls;
  let replayed = message;
  if (replayedContent !== content) replayed = withField(replayed, 'content', replayedContent);
  if (replayedCalls !== calls) replayed = withField(replayed, 'tool_calls', replayedCalls);
  return replayed;
}

function replayedPart(sharers: string, part: unknown): unknown {
  if (!isRecord(part) || typeof part.type !== 'string') return part;
  if (/^tool[-_](call|use)$/.test(part.type))
    return withReplayed(sharers, withReplayed(sharers, part, 'input'), 'args');
  if (part.type !== 'tool-result' || !isRecord(part.output)) return part;
  const output = withReplayed(`${sharers}\n${callId(part)}`, part.output, 'value');
  return output === part.output ? part : { ...part, output };
}

function withReplayed(sharers: string, holder: unknown, field: string): unknown {
  if (!isRecord(holder) || !isRecord(holder[field])) return holder;
  const value = holder[field];
  const before = firstSeen(`${sharers}\n${callId(holder)}\n${field}`, value);
  return before === value ? holder : { ...holder, [field]: before };
}

/** The value that says the same and was seen first; the value itself when it is the first, or has no faithful JSON. */
function firstSeen(sharers: string, value: object): object {
  let said: string;
  try {
    said = stableText(value);
  } catch {
    // What JSON would lose (a Date in a tool's input) is left as the user gave it.
    return value;
  }
  sent ??= new LeastRecentlyUsed({ maxSize: 4_000_000 });
  const key = `${sharers}\n${said}`;
  const before = sent.get(key);
  if (before !== undefined) return before;
  // A copy: the user may change the object afterwards.
  sent.set(key, structuredClone(value), key.length + 1);
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
