import { RepriseError, RequestTooLargeError } from '../errors.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import { type CallSettings, readCallSettings } from '../request/call-settings.ts';
import { type Conversation, conversationRequest, inNameOrder } from '../request/conversation.ts';
import { answeringHeaders, answerOptions, OWN_NAMESPACE } from '../request/provider-options.ts';
import { Uncacheable } from '../request/uncacheable.ts';
import { withoutUndefined } from '../request/without-undefined.ts';
import { modelInstance, type NamedModel } from './model-instance.ts';
import { isNativeRecord, type NativeCallOptions } from './native-model.ts';
import { neutralOptions, neutralPrompt } from './prompt.ts';

// What no answer depends on: cancelling, and what a caller wants to see of the provider's chunks.
const ignored: ReadonlySet<string> = new Set(['abortSignal', 'includeRawChunks']);

/**
 * The neutral request that a call of any version stands for. What is not known here stays in the key: a setting of a
 * later version gives misses, never wrong hits. A call that can't be read has no key.
 * @param defaults settings of the middleware, below those of the call.
 * @throws InvalidRequestError for per-call settings that don't exist.
 */
export function callRequest(
  model: NamedModel,
  params: NativeCallOptions,
  defaults: CallSettings,
): CacheRequest {
  const settings = { ...defaults, ...callSettings(params) };
  const { provider, modelId } = model;
  try {
    return { ...conversationRequest(conversationOf(model, params)), ...settings };
  } catch (error) {
    if (RepriseError.isInstance(error) && error.code === 'invalid-request') throw error;
    const reason = error instanceof RequestTooLargeError ? 'too-large' : 'not-serialisable';
    return { provider, model: modelId, context: new Uncacheable(reason), ...settings };
  }
}

function conversationOf(model: NamedModel, params: NativeCallOptions): Conversation {
  const { prompt, temperature, responseFormat, tools, toolChoice, providerOptions, ...rest } = params;
  const { headers, ...others }: typeof rest & { headers?: unknown } = rest;
  const sent = answeringHeaders(headers);
  const settings = {
    ...Object.fromEntries(
      Object.entries(others).filter(([name, value]) => !ignored.has(name) && value !== undefined),
    ),
    ...(sent === undefined ? {} : { headers: sent }),
    ...outputSettings(responseFormat),
  };
  const answering = answerOptions(withoutUndefined(providerOptions), 'input');
  return {
    provider: model.provider,
    model: model.modelId,
    messages: neutralPrompt(prompt),
    ...modelInstance(model),
    ...(temperature === undefined ? {} : { temperature }),
    ...(responseFormat?.type === 'json' ? { output: jsonOutput(responseFormat.schema) } : {}),
    ...(Object.keys(settings).length === 0 ? {} : { settings: withoutUndefined(settings) }),
    ...(tools === undefined || tools.length === 0
      ? {}
      : { tools: inNameOrder(tools, nameOfTool).map(neutralTool) }),
    ...(toolChoice === undefined || isAutomatic(toolChoice)
      ? {}
      : { toolChoice: withoutUndefined(toolChoice) }),
    ...(answering === undefined ? {} : { providerOptions: answering }),
  };
}

// v7 always says `auto`, earlier versions leave the default out.
function isAutomatic(choice: object): boolean {
  return Object.entries(choice).every(
    ([name, value]) => value === undefined || (name === 'type' && value === 'auto'),
  );
}

function jsonOutput(schema: unknown) {
  return schema === undefined
    ? ({ type: 'json' } as const)
    : ({ type: 'json', schema: withoutUndefined(schema) } as const);
}

// Name and description of a schema are sent to the model, so they count as settings; so does what else stands there.
function outputSettings(format: NativeCallOptions['responseFormat']): Readonly<Record<string, unknown>> {
  if (format === undefined) return {};
  const { type, schema: _, name, description, ...more } = format;
  if (type === 'text' && name === undefined && description === undefined && Object.keys(more).length === 0)
    return {};
  return {
    ...(name === undefined ? {} : { outputName: name }),
    ...(description === undefined ? {} : { outputDescription: description }),
    ...(type === 'json' ? {} : { outputType: type }),
    ...(Object.keys(more).length === 0 ? {} : { outputMore: more }),
  };
}

function nameOfTool(tool: object): string | undefined {
  return isNativeRecord(tool) && typeof tool.name === 'string' ? tool.name : undefined;
}

function neutralTool(tool: object): unknown {
  if (!isNativeRecord(tool)) return tool;
  const { providerOptions, type, ...rest } = tool;
  const options = neutralOptions(providerOptions, 'input');
  const clean = withoutUndefined(rest);
  if (!isNativeRecord(clean)) return tool;
  // v2's word for a tool of the provider's own.
  const kind = type === 'provider-defined' ? 'provider' : type;
  return { type: kind, ...clean, ...(options === undefined ? {} : { providerOptions: options }) };
}

/**
 * What one call says to the cache, as `providerOptions.reprise`.
 * @throws InvalidRequestError for what are no settings.
 */
export function callSettings({ providerOptions }: NativeCallOptions): CallSettings {
  const settings = isNativeRecord(providerOptions) ? providerOptions[OWN_NAMESPACE] : undefined;
  return readCallSettings(settings, `providerOptions.${OWN_NAMESPACE}`);
}
