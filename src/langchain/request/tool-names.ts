import { isRecord, type UnknownRecord } from '../record.ts';

// `createAgent` names the tools of a structured output by a counter of the process, as of `langchain` 1.5: an agent
// that is made anew for each request asks the same under another name each time.
const GENERATED = /^extract-\d+$/;
const MENTIONED = /extract-\d/;

// Where requests and answers have a tool's name.
const places: ReadonlySet<string> = new Set(['name', 'toolName']);

/** Gives the tools that were named by a counter the same names in every process, and the answer the caller's own. */
export class ToolNames {
  readonly #neutral: ReadonlyMap<string, string>;
  readonly #own: ReadonlyMap<string, string>;

  /** @param parameters what the provider is sent beside the messages. @param messages in neutral terms. */
  constructor(parameters: UnknownRecord, messages: unknown) {
    const generated = (Array.isArray(parameters.tools) ? parameters.tools : [])
      .map(nameOfTool)
      .filter((name): name is string => name !== undefined && GENERATED.test(name));
    const pairs = generated.map((name, place) => [name, `extract-${place + 1}`] as const);
    // Names that a text speaks of are part of what it means.
    const changed = pairs.some(([name, neutral]) => name !== neutral) && !mentions(messages);
    this.#neutral = new Map(changed ? pairs : []);
    this.#own = new Map(changed ? pairs.map(([name, neutral]) => [neutral, name]) : []);
  }

  /** A request or an answer with the names that are the same in every process. */
  neutral<Value>(value: Value): Value {
    return renamed(value, this.#neutral);
  }

  /** The same with the names that the caller's tools have. */
  own<Value>(value: Value): Value {
    return renamed(value, this.#own);
  }
}

function mentions(value: unknown): boolean {
  if (typeof value === 'string') return MENTIONED.test(value) && !GENERATED.test(value);
  if (Array.isArray(value)) return value.some(mentions);
  return isRecord(value) && Object.values(value).some(mentions);
}

/** The name of a tool in any provider's form. */
export function nameOfTool(tool: unknown): string | undefined {
  if (!isRecord(tool)) return undefined;
  const { name } = isRecord(tool.function) ? tool.function : tool;
  return typeof name === 'string' ? name : undefined;
}

function renamed<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  return names.size === 0 ? value : (renamedIn(value, names) as Value);
}

function renamedIn(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renamedIn(item, names));
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      places.has(name) && typeof member === 'string'
        ? (names.get(member) ?? member)
        : renamedIn(member, names),
    ]),
  );
}
