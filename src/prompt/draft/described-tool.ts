import { InvalidOptionError } from '../../errors.ts';
import { isRecord } from '../text/json.ts';
import { isPlain, withField } from '../text/with-field.ts';

/** Tools as the AI SDK takes them, by name, or as LangChain does, in a list. */
export type PromptTools = Readonly<Record<string, object>> | readonly object[];

/** What a plan knows of a tool. */
export interface DescribedTool {
  readonly name: string;
  /** What is handed on. */
  readonly tool: object;
  /** Name, description and schema as text, for estimates and for telling a change. */
  readonly definition: string;
  /** Tools that run at the provider, or are loaded when the model looks for them, can't carry a marker. */
  readonly markable: boolean;
}

/** @param schema the text of its schema. Default: as it stands in the tool. */
export function describeTool(
  tool: object,
  name: string = toolName(tool),
  schema: string = schemaText(tool),
): DescribedTool {
  return {
    name,
    tool,
    definition: `${name}\n${descriptionOf(tool)}\n${schema}`,
    markable: !isProviderTool(tool) && !isDeferred(tool),
  };
}

/** In the shape the user gave: an object by name, or a list. */
export function toolsLike(given: PromptTools, tools: readonly DescribedTool[]): PromptTools {
  return isToolList(given)
    ? tools.map(({ tool }) => tool)
    : Object.fromEntries(tools.map(({ name, tool }) => [name, tool]));
}

export function isToolList(tools: PromptTools): tools is readonly object[] {
  return Array.isArray(tools);
}

/** @throws InvalidOptionError when it has none. */
export function toolName(tool: object): string {
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
 * A tool that stays out of the context until the model looks for it: Anthropic answers 400 when it carries a marker
 * ("Tool search tool", November 2026). The AI SDK has it in the provider's options, LangChain in `extras`.
 */
function isDeferred(tool: object): boolean {
  const { extras, providerOptions }: { extras?: unknown; providerOptions?: unknown } = tool;
  const holders = [tool, extras, ...(isRecord(providerOptions) ? Object.values(providerOptions) : [])];
  return holders.some(
    (holder) => isRecord(holder) && (holder.defer_loading === true || holder.deferLoading === true),
  );
}

function schemaText(tool: object): string {
  const schema = schemaHolder(tool)?.schema;
  return schema === undefined ? codeSchemaText(tool) : JSON.stringify(schema);
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
export function schemaHolder(tool: object): SchemaHolder | undefined {
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
