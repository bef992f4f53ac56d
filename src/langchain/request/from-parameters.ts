import type { RequestedOutput } from '../../request/cache-request.ts';
import type { Conversation } from '../../request/conversation.ts';
import { inNameOrder } from '../../request/conversation.ts';
import { isPlainObject } from '../../request/tagged-value.ts';
import { withoutUndefined } from '../../request/without-undefined.ts';
import { isRecord, type UnknownRecord } from '../record.ts';
import { nameOfTool } from './tool-names.ts';

// The integrations' names of the settings that the AI SDK has for all providers.
const sharedNames: Readonly<Record<string, string>> = {
  max_tokens: 'maxOutputTokens',
  max_completion_tokens: 'maxOutputTokens',
  max_output_tokens: 'maxOutputTokens',
  maxOutputTokens: 'maxOutputTokens',
  top_p: 'topP',
  topP: 'topP',
  top_k: 'topK',
  topK: 'topK',
  stop: 'stopSequences',
  stop_sequences: 'stopSequences',
  stopSequences: 'stopSequences',
  frequency_penalty: 'frequencyPenalty',
  presence_penalty: 'presencePenalty',
  seed: 'seed',
};

type Settings = Pick<Conversation, 'temperature' | 'output' | 'settings' | 'tools' | 'toolChoice'>;

/**
 * What an integration is going to send beside the messages, in neutral terms. What the AI SDK has a name for is told
 * by it; everything else stays in the integration's own terms under `langchain`, where it equals nothing of the AI SDK.
 * @param parameters without secrets and without what changes from run to run.
 * @param model the name that the request has for the model: it isn't told twice.
 */
export function fromParameters(parameters: UnknownRecord, model: string): Settings {
  const { temperature, tools, tool_choice: toolChoice, ...others } = parameters;
  const rest = Object.fromEntries(
    Object.entries(others).filter(([name, value]) => !(modelNames.has(name) && value === model)),
  );
  const settings: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || (emptyNames.has(name) && isEmpty(value))) continue;
    const shared = sharedNames[name];
    // Two names for one setting that disagree: both are kept in the integration's terms.
    if (shared !== undefined && !(shared in settings)) settings[shared] = neutralValue(shared, value);
    else own[name] = withoutUndefined(value);
  }
  if (typeof temperature !== 'number' && temperature !== undefined) own.temperature = temperature;
  if (Object.keys(own).length > 0) settings.langchain = own;
  const output = requestedOutput(rest);
  return {
    ...(typeof temperature === 'number' ? { temperature } : {}),
    ...(output === undefined ? {} : { output }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...(isEmpty(tools) ? {} : { tools: neutralTools(tools) }),
    ...(toolChoice === undefined || toolChoice === 'auto'
      ? {}
      : { toolChoice: { type: 'langchain', toolChoice: withoutUndefined(toolChoice) } }),
  };
}

const modelNames: ReadonlySet<string> = new Set(['model', 'modelId']);

function neutralTools(tools: unknown): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(tools) ? tools : [tools];
  return inNameOrder(list, nameOfTool).map((tool) => ({ type: 'langchain', tool: withoutUndefined(tool) }));
}

// What integrations send as a list or an object with nothing in it where it is unset.
const emptyNames: ReadonlySet<string> = new Set([
  'betas',
  'functions',
  'include',
  'metadata',
  'modelKwargs',
  'reasoning',
  'safetySettings',
  'stop',
  'stopSequences',
  'stop_sequences',
  'text',
]);

function isEmpty(value: unknown): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  return (
    typeof value === 'object' &&
    value !== null &&
    isPlainObject(value) &&
    Object.values(value).every((member) => member === undefined)
  );
}

function neutralValue(name: string, value: unknown): unknown {
  return name === 'stopSequences' && typeof value === 'string' ? [value] : value;
}

/**
 * The form that the answer was asked to have: OpenAI's `response_format` (Chat Completions) or `text.format`
 * (Responses), and Anthropic's `output_config.format`. An answer that doesn't have it is not stored.
 */
function requestedOutput(parameters: UnknownRecord): RequestedOutput | undefined {
  const { response_format: chat, text, output_config: config } = parameters;
  const format = chat ?? (isRecord(text) ? text.format : isRecord(config) ? config.format : undefined);
  if (!isRecord(format)) return undefined;
  if (format.type === 'json_object') return { type: 'json' };
  if (format.type !== 'json_schema') return undefined;
  const schema = isRecord(format.json_schema) ? format.json_schema.schema : format.schema;
  return schema === undefined ? { type: 'json' } : { type: 'json', schema: withoutUndefined(schema) };
}
