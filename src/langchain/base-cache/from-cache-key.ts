import { plainAddress } from '../../request/address.ts';
import type { CacheRequest } from '../../request/cache-request.ts';
import { OWN_NAMESPACE } from '../../request/provider-options.ts';
import { Uncacheable } from '../../request/uncacheable.ts';
import { isRecord } from '../record.ts';
import { answeringOptions } from '../request/call-options.ts';
import { type CallSettings, readSettings } from '../request/call-settings.ts';
import { carriesCredentials } from '../request/credentials.ts';
import { fromParameters } from '../request/from-parameters.ts';
import { parseLlmKey } from './llm-key.ts';
import { holdsPlaceholder, promptText } from './prompt-text.ts';

export interface FromCacheKeyOptions extends CallSettings {
  readonly prompt: string;
  readonly llmKey: string;
  /** Whether the runtime `context` of an agent's run is part of the key. */
  readonly context: boolean;
  /** What the user says of the model, where core's key tells too little. */
  readonly instance: string | undefined;
}

/**
 * The request that the two texts stand for which core gives a `BaseCache`. It equals no request that was made of
 * messages: a text doesn't tell its roles apart for sure.
 */
export function fromCacheKey({
  prompt,
  llmKey,
  context,
  instance,
  ...defaults
}: FromCacheKeyOptions): CacheRequest {
  const parsed = parseLlmKey(llmKey);
  if (parsed === undefined) return refused(defaults);
  const { _type: type, _model: kind, context: runtime, [OWN_NAMESPACE]: settings, ...rest } = parsed;
  const provider = text(type) ?? 'langchain';
  const told = text(rest.model) ?? text(rest.model_name) ?? text(rest.modelName);
  const model = told ?? instance ?? provider;
  const { temperature, output, ...others } = fromParameters(answeringOptions(withPlainUrl(rest)), model);
  const chat = kind === 'base_chat_model';
  const { prefix, question } = chat ? promptText(prompt) : { prefix: prompt };
  const faithful =
    (instance !== undefined || (told !== undefined && !untold.has(provider))) &&
    !(chat && holdsPlaceholder(prompt)) &&
    !carriesCredentials(rest) &&
    !holdsNothing(answeringOptions(rest));
  return {
    provider,
    model,
    context: faithful
      ? {
          prompt: prefix,
          kind,
          ...others,
          ...(context && runtime !== undefined ? { context: runtime } : {}),
          ...(instance === undefined ? {} : { instance }),
        }
      : new Uncacheable('not-serialisable'),
    ...(question === undefined ? {} : { question }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(output === undefined ? {} : { output }),
    ...defaults,
    ...readSettings(settings, 'options'),
  };
}

// Integrations whose key for core has a model's name, and not which one it is: two deployments have the same.
const untold: ReadonlySet<string> = new Set(['azure_openai']);

// Integrations have these as records that may be empty.
const recordNames: ReadonlySet<string> = new Set(['defaultQuery', 'modelKwargs', 'reasoning', 'text']);

/** Whether an option stands there as `{}`: core's key makes that of a Map, a Set and any instance without members. */
function holdsNothing(options: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(options).some(
    ([name, value]) => !recordNames.has(name) && isRecord(value) && Object.keys(value).length === 0,
  );
}

function withPlainUrl(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { baseURL } = values;
  return typeof baseURL === 'string' ? { ...values, baseURL: plainAddress(baseURL) } : values;
}

function refused(defaults: CallSettings): CacheRequest {
  return {
    provider: 'langchain',
    model: 'unknown',
    context: new Uncacheable('invalid-request'),
    ...defaults,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
