import type { CachedResponse, ResponsePart, ToolCallPart } from './cached-response.ts';

/**
 * The answer with tool-call ids of its own: providers refuse two equal ids in one conversation. Ids of tools that the
 * provider ran itself stay, since it knows their calls by them. Every reference to a new id inside the answer follows.
 */
export function withFreshToolCallIds(response: CachedResponse): CachedResponse {
  const fresh = new Map<string, string>();
  for (const part of response.parts) {
    if (part.type === 'tool-call' && part.providerExecuted !== true && !fresh.has(part.toolCallId)) {
      fresh.set(part.toolCallId, renewedId(part));
    }
  }
  if (fresh.size === 0) return response;
  const { providerMetadata } = response;
  return {
    ...response,
    parts: response.parts.map((part) => renewedPart(part, fresh)),
    ...(providerMetadata === undefined
      ? {}
      : { providerMetadata: renewedReferences(providerMetadata, fresh) }),
  };
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
// A name and a counter, such as Kimi's `functions.weather:0`: the counter runs through the conversation, which a hit
// shares with its original, and the model was trained on this form.
const COUNTER = /:\d+$/;

/**
 * Another id in the form of the old one: its prefix, its alphabet, its length. Providers check them: Mistral takes nine
 * letters and digits and nothing else. Only where so short an id could not be another one it is made longer.
 */
function renewedId({ toolCallId: id, toolName }: ToolCallPart): string {
  if (COUNTER.test(id)) return id;
  if (UUID.test(id)) return crypto.randomUUID();
  const prefix = prefixOf(id, toolName);
  const tail = id.slice(prefix.length);
  const alphabet = alphabetOf(tail);
  const enough = Math.ceil(MIN_BITS / Math.log2(alphabet.length));
  let missing = enough;
  const renewed = tail.replaceAll(/[\dA-Za-z]/g, () => {
    missing--;
    return randomCharacter(alphabet);
  });
  const more = Array.from({ length: Math.max(0, missing) }, () => randomCharacter(alphabet));
  return prefix + renewed + more.join('');
}

// Nine digits, the least that an id of Mistral's can be: chance makes no two equal among the calls of a conversation.
const MIN_BITS = 29;

/** The words before the random part: `call_`, `toolu_bdrk_`, `chatcmpl-tool-`, or the name of the tool. */
function prefixOf(id: string, toolName: string): string {
  if (id.startsWith(toolName) && /^[_-]/.test(id.slice(toolName.length)))
    return id.slice(0, toolName.length + 1);
  return /^(?:[A-Za-z]+[_-])*/.exec(id)?.[0] ?? '';
}

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';

function alphabetOf(tail: string): string {
  if (/^[\da-f_-]{16,}$/.test(tail)) return `${DIGITS}abcdef`;
  const alphabet = [
    /\d/.test(tail) ? DIGITS : '',
    /[a-z]/.test(tail) ? LOWER : '',
    /[A-Z]/.test(tail) ? LOWER.toUpperCase() : '',
  ].join('');
  return alphabet === '' ? DIGITS + LOWER : alphabet;
}

function randomCharacter(alphabet: string): string {
  // The bias of a remainder is of no matter here: these are names, not secrets.
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return alphabet.charAt(number % alphabet.length);
}

function renewedPart(part: ResponsePart, fresh: ReadonlyMap<string, string>): ResponsePart {
  switch (part.type) {
    case 'tool-result':
      // What a tool gave is data, in which an equal text need not be a reference.
      return { ...renewedReferences({ ...part, result: undefined }, fresh), result: part.result };
    case 'tool-call':
    case 'extension':
      return renewedReferences(part, fresh);
    default: {
      const { providerMetadata } = part;
      return providerMetadata === undefined
        ? part
        : { ...part, providerMetadata: renewedReferences(providerMetadata, fresh) };
    }
  }
}

// `toolCallId`, `caller.toolId`, `tool_use_id`, `callIds`: an id is only read as one where a name says that it is.
const namesIds = /(?:^id|Id|ID|_id)s?$/;

/** The value with each id in it that a name says is one, and that was renewed, in its new form. */
function renewedReferences<Value>(value: Value, fresh: ReadonlyMap<string, string>): Value {
  return renewedIn(value, fresh, false) as Value;
}

function renewedIn(value: unknown, fresh: ReadonlyMap<string, string>, named: boolean): unknown {
  if (typeof value === 'string') return named ? (fresh.get(value) ?? value) : value;
  if (Array.isArray(value)) return value.map((item) => renewedIn(item, fresh, named));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, renewedIn(member, fresh, namesIds.test(name))]),
  );
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
