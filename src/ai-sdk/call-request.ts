import type { CacheRequest } from '../request/cache-request.ts';
import { type Conversation, conversationRequest } from '../request/conversation.ts';
import { inNameOrder } from '../request/tool-order.ts';
import { withoutUndefined } from '../request/without-undefined.ts';
import { type CallSettings, callSettings } from './call-settings.ts';
import { isNativeRecord, type NativeCallOptions, type NativeModel } from './native-model.ts';
import { neutralOptions, neutralPrompt } from './prompt.ts';

// What no answer depends on: transport, cancelling, and what a caller wants to see of the provider's chunks.
type Ignored = 'headers' | 'abortSignal' | 'includeRawChunks';
const ignored: ReadonlySet<string> = new Set<Ignored>(['headers', 'abortSignal', 'includeRawChunks']);

/**
 * The neutral request that a call of any version stands for. Options that are not known here stay in the key: a
 * setting of a later version gives misses, never wrong hits.
 * @param defaults settings of the middleware, below those of the call.
 * @throws InvalidRequestError for per-call settings that don't exist.
 */
export function callRequest(
  model: Pick<NativeModel, 'provider' | 'modelId'>,
  params: NativeCallOptions,
  defaults: CallSettings,
): CacheRequest {
  const { prompt, temperature, responseFormat, tools, toolChoice, providerOptions, ...rest } = params;
  const settings = {
    ...Object.fromEntries(
      Object.entries(rest).filter(([name, value]) => !ignored.has(name) && value !== undefined),
    ),
    ...outputNames(responseFormat),
  };
  const answering = neutralOptions(providerOptions);
  const conversation: Conversation = {
    provider: model.provider,
    model: model.modelId,
    messages: neutralPrompt(prompt),
    ...(temperature === undefined ? {} : { temperature }),
    ...(responseFormat?.type === 'json' ? { output: jsonOutput(responseFormat.schema) } : {}),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...(tools === undefined || tools.length === 0
      ? {}
      : { tools: inNameOrder(tools, nameOfTool).map(neutralTool) }),
    // v7 always says `auto`, earlier versions leave the default out.
    ...(toolChoice === undefined || toolChoice.type === 'auto'
      ? {}
      : { toolChoice: withoutUndefined(toolChoice) }),
    ...(answering === undefined ? {} : { providerOptions: answering }),
  };
  return { ...conversationRequest(conversation), ...defaults, ...callSettings(params) };
}

function jsonOutput(schema: unknown) {
  return schema === undefined
    ? ({ type: 'json' } as const)
    : ({ type: 'json', schema: withoutUndefined(schema) } as const);
}

// Name and description of a schema are sent to the model, so they count as settings.
function outputNames(format: NativeCallOptions['responseFormat']): Readonly<Record<string, string>> {
  if (format?.type !== 'json') return {};
  const { name, description } = format;
  return {
    ...(name === undefined ? {} : { outputName: name }),
    ...(description === undefined ? {} : { outputDescription: description }),
  };
}

function nameOfTool(tool: object): string | undefined {
  return isNativeRecord(tool) && typeof tool.name === 'string' ? tool.name : undefined;
}

function neutralTool(tool: object): unknown {
  if (!isNativeRecord(tool)) return tool;
  const { providerOptions, type, ...rest } = tool;
  const options = neutralOptions(providerOptions);
  const clean = withoutUndefined(rest);
  if (!isNativeRecord(clean)) return tool;
  // v2's word for a tool of the provider's own.
  const kind = type === 'provider-defined' ? 'provider' : type;
  return { type: kind, ...clean, ...(options === undefined ? {} : { providerOptions: options }) };
}
