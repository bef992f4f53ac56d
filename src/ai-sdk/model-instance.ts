import { NotSerialisableError } from '../errors.ts';
import { addressOf } from '../request/address.ts';
import type { Conversation } from '../request/conversation.ts';
import { answeringHeaders } from '../request/provider-options.ts';
import { isSecretName, namesHeaders } from '../request/secret-names.ts';
import { isPlainObject } from '../request/tagged-value.ts';
import { innermostModel } from '../wrapped-model.ts';
import { isNativeRecord, type NativeModel } from './native-model.ts';

export type NamedModel = Pick<NativeModel, 'provider' | 'modelId'>;

/**
 * What a model object says beside its names, and a call doesn't show: the `settings` that it was made with (OpenRouter's,
 * most community providers'), what its provider's `config` adds to each request (`extraBody`), and where it is asked.
 * These two names are the convention of the AI SDK's providers. Only data can be read: functions and instances, such as
 * `fetch`, tell nothing and don't count.
 */
export function modelInstance(model: NamedModel): Pick<Conversation, 'address' | 'instance'> {
  const { settings, config }: { readonly settings?: unknown; readonly config?: unknown } =
    innermostModel(model);
  // Beside the address what repeats a name, and what a client is rather than what it sends: names as of December 2026.
  const {
    provider: _,
    baseURL,
    baseUrl,
    url,
    fileIdPrefixes: _1,
    modelFamily: _2,
    includeUsage: _3,
    supportsMessageThreads: _4,
    ...provided
  } = record(config);
  const base = baseURL ?? baseUrl ?? url;
  // Azure and compatible providers make the address of each request; what they make of no path is their base.
  const made: unknown =
    typeof base === 'function' ? base.call(config, { path: '', modelId: model.modelId }) : base;
  if (made instanceof Promise) {
    // The key can't wait for it, and nobody else reads what it comes to.
    made.catch(() => undefined);
    throw new NotSerialisableError('promise');
  }
  const instance = { ...data('settings', record(settings)), ...data('config', provided) };
  const address = addressOf(model.provider, made);
  return {
    ...(address === undefined ? {} : { address }),
    ...(Object.keys(instance).length === 0 ? {} : { instance }),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isNativeRecord(value) ? value : {};
}

/** What is data in a record, under its name; nothing where nothing is. */
function data(name: string, value: object): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(value, whereData);
  return text === '{}' ? {} : { [name]: JSON.parse(text) };
}

function whereData(name: string, value: unknown): unknown {
  if (isSecretName(name)) return undefined;
  // What it does can't be read, but that it is another one can.
  if (typeof value === 'function') return name === 'transformRequestBody' ? String(value) : undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (namesHeaders(name)) return answeringHeaders(value);
  return Array.isArray(value) || isPlainObject(value) ? value : undefined;
}
