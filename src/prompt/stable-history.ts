import { isRecord } from './json.ts';
import { withField } from './prompt-tools.ts';
import { stableValue } from './stable-text.ts';

/**
 * A message whose tool calls and JSON results have their keys in one order: a database such as Postgres (`jsonb`)
 * gives them back in another than the model wrote, and the prefix is lost. The message itself when nothing changes.
 */
export function stableMessage<Message extends object>(message: Message): Message {
  const content: unknown = 'content' in message ? message.content : undefined;
  const calls: unknown = 'tool_calls' in message ? message.tool_calls : undefined;
  const stableContent = Array.isArray(content) ? stableList(content, stablePart) : content;
  const stableCalls = Array.isArray(calls) ? stableList(calls, (call) => inOrder(call, 'args')) : calls;
  let stable = message;
  if (stableContent !== content) stable = withField(stable, 'content', stableContent);
  if (stableCalls !== calls) stable = withField(stable, 'tool_calls', stableCalls);
  return stable;
}

function stablePart(part: unknown): unknown {
  if (!isRecord(part) || typeof part.type !== 'string') return part;
  if (/^tool[-_](call|use)$/.test(part.type)) return inOrder(inOrder(part, 'input'), 'args');
  if (part.type !== 'tool-result' || !isRecord(part.output) || part.output.type === 'content') return part;
  const output = inOrder(part.output, 'value');
  return output === part.output ? part : { ...part, output };
}

function inOrder(holder: unknown, field: string): unknown {
  if (!isRecord(holder) || !isRecord(holder[field])) return holder;
  try {
    const stable = stableValue(holder[field]);
    return JSON.stringify(stable) === JSON.stringify(holder[field]) ? holder : { ...holder, [field]: stable };
  } catch {
    // What has no faithful JSON (a Date in a tool's input) is left as the user gave it.
    return holder;
  }
}

function stableList(list: readonly unknown[], stable: (item: unknown) => unknown): readonly unknown[] {
  const mapped = list.map(stable);
  return mapped.some((item, index) => item !== list[index]) ? mapped : list;
}
