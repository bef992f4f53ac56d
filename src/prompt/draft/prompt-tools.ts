import { LRUCache } from 'lru-cache';
import { InvalidOptionError } from '../../errors.ts';
import { isRecord } from '../text/json.ts';
import { stableText } from '../text/stable-text.ts';

/** Tools as the AI SDK takes them, by name, or as LangChain does, in a list. */
export type PromptTools = Readonly<Record<string, object>> | readonly object[];

/** A tool in its place in the canonical order. */
export interface OrderedTool {
  readonly name: string;
  /** What is handed on: the user's tool, with its schema as it was first written. */
  readonly tool: object;
  /** Name, description and schema as text, for estimates and for telling a change. */
  readonly definition: string;
  /** Tools that run at the provider can't carry a marker. */
  readonly markable: boolean;
}

/**
 * Schemas as first seen, by what they say whatever the order of their keys. The order of a schema's properties is the
 * order in which a model fills them in, so it isn't sorted; but the same tool must not come in two orders.
 */
type SchemaMemory = LRUCache<string, { readonly schema: object; readonly text: string }>;
let schemas: SchemaMemory | undefined;

/**
 * The tools in one canonical order, by name in code unit order, each with its JSON schema in the key order in which
 * this process saw it first. Schemas that are code (zod and the like) are left as they are.
 * @param owner whose tools they are: schemas are remembered for each owner apart.
 * @throws InvalidOptionError when a tool has no name or two have the same.
 */
export function orderTools(owner: string, tools: PromptTools | undefined): readonly OrderedTool[] {
  if (tools === undefined) return [];
  const named = isList(tools)
    ? tools.map((tool): readonly [string, object] => [toolName(tool), tool])
    : Object.entries(tools);
  const ordered = named.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  ordered.forEach(([name], index) => {
    if (name === ordered[index - 1]?.[0])
      throw new InvalidOptionError('tools', `names that differ; "${name}" occurs twice`);
  });
  return ordered.map(([name, tool]) => orderedTool(owner, name, tool));
}

/** The tools of a request as they stand, described but not moved. */
export function describeTools(tools: readonly object[]): readonly OrderedTool[] {
  return tools.map((tool) => {
    const schema = schemaHolder(tool)?.schema;
    const name = toolName(tool);
    const definition = `${name}\n${descriptionOf(tool)}\n${schema === undefined ? codeSchemaText(tool) : JSON.stringify(schema)}`;
    return { name, tool, definition, markable: !isProviderTool(tool) };
  });
}

/** In the shape the user gave: an object by name, or a list. */
export function toolsLike(given: PromptTools, ordered: readonly OrderedTool[]): PromptTools {
  return isList(given)
    ? ordered.map(({ tool }) => tool)
    : Object.fromEntries(ordered.map(({ name, tool }) => [name, tool]));
}

function isList(tools: PromptTools): tools is readonly object[] {
  return Array.isArray(tools);
}

function toolName(tool: object): string {
  const named: unknown =
    'function' in tool && isRecord(tool.function)
      ? tool.function.name
      : 'name' in tool
        ? tool.name
        : undefined;
  if (typeof named === 'string' && named !== '') return named;
  // Tools that run at the provider may be told apart by their type alone.
  if ('type' in tool && typeof tool.type === 'string') return tool.type;
  throw new InvalidOptionError('tools', 'a name for every tool');
}

function orderedTool(owner: string, name: string, tool: object): OrderedTool {
  const holder = schemaHolder(tool);
  const remembered = holder && rememberSchema(`${owner}\n${name}`, holder.schema);
  const description = descriptionOf(tool);
  return {
    name,
    tool:
      holder && remembered && remembered.schema !== holder.schema ? holder.replace(remembered.schema) : tool,
    definition: `${name}\n${description}\n${remembered?.text ?? codeSchemaText(tool)}`,
    markable: !isProviderTool(tool),
  };
}

function rememberSchema(owner: string, schema: object): { readonly schema: object; readonly text: string } {
  schemas ??= new LRUCache({ max: 4096 });
  const said = `${owner}\n${stableText(schema)}`;
  const before = schemas.get(said);
  if (before !== undefined) return before;
  const seen = { schema, text: JSON.stringify(schema) };
  schemas.set(said, seen);
  return seen;
}

function descriptionOf(tool: object): string {
  const source: object = 'function' in tool && isRecord(tool.function) ? tool.function : tool;
  return 'description' in source && typeof source.description === 'string' ? source.description : '';
}

/** AI SDK: `type: 'provider'` (v5: `'provider-defined'`). Anthropic's own: a type with a date, and no schema. */
function isProviderTool(tool: object): boolean {
  if (!('type' in tool) || typeof tool.type !== 'string') return false;
  return tool.type.startsWith('provider') || /_\d{8}$/.test(tool.type);
}

/**
 * The JSON schema of a schema that is code, where its library offers it (Standard JSON Schema, standardschema.dev:
 * zod from 4.2 on), for estimates and for telling a change. Empty where it doesn't.
 */
function codeSchemaText(tool: object): string {
  for (const field of ['inputSchema', 'schema', 'parameters'] as const) {
    const schema: unknown = field in tool ? Reflect.get(tool, field) : undefined;
    const standard = isRecord(schema) ? schema['~standard'] : undefined;
    const converter = isRecord(standard) ? standard.jsonSchema : undefined;
    if (!isRecord(converter) || typeof converter.input !== 'function') continue;
    try {
      return JSON.stringify(converter.input({ target: 'draft-2020-12' })) ?? '';
    } catch {
      // Types without a JSON schema: the SDK will say so when it converts the tool.
      return '';
    }
  }
  return '';
}

interface SchemaHolder {
  readonly schema: object;
  replace(schema: object): object;
}

/** Where a tool keeps a schema that is data, and how to put another in its place without touching the tool. */
function schemaHolder(tool: object): SchemaHolder | undefined {
  if ('function' in tool && isRecord(tool.function) && isPlain(tool.function.parameters)) {
    const inner = tool.function;
    return {
      schema: tool.function.parameters,
      replace: (parameters) => ({ ...tool, function: { ...inner, parameters } }),
    };
  }
  for (const field of ['inputSchema', 'input_schema', 'parameters', 'schema'] as const) {
    const schema: unknown = field in tool ? Reflect.get(tool, field) : undefined;
    if (!isRecord(schema) || '~standard' in schema || 'then' in schema) continue;
    // The AI SDK's jsonSchema(): the schema stands in a field of a wrapper, beside its validator.
    if ('jsonSchema' in schema) {
      if (!isPlain(schema.jsonSchema)) return undefined;
      return {
        schema: schema.jsonSchema,
        replace: (jsonSchema) => withField(tool, field, { ...schema, jsonSchema }),
      };
    }
    if (isPlain(schema)) return { schema, replace: (plain) => withField(tool, field, plain) };
  }
  return undefined;
}

/**
 * A copy of an object with one field changed. For an instance of a class (LangChain's tools) it is an object that
 * inherits from the instance, so that its methods still work on what it holds.
 */
export function withField<T extends object>(source: T, field: string, value: unknown): T {
  if (isPlain(source)) return { ...source, [field]: value };
  return Object.create(source, { [field]: { value, enumerable: true, writable: true, configurable: true } });
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value) || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
