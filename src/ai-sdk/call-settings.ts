import { InvalidRequestError } from '../errors.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import { isNativeRecord, type NativeCallOptions } from './native-model.ts';

/** What one call may say to the cache, as `providerOptions.reprise`. */
export type CallSettings = Pick<CacheRequest, 'scope' | 'tags' | 'ttl' | 'mode' | 'semantic'>;

const names: ReadonlySet<string> = new Set(['scope', 'tags', 'ttl', 'mode', 'semantic']);

/**
 * The settings of one call. Their values are checked with the request.
 * @throws InvalidRequestError for a setting that doesn't exist: a misspelt `scope` must not be taken for none.
 */
export function callSettings({ providerOptions }: NativeCallOptions): CallSettings {
  const settings = isNativeRecord(providerOptions) ? providerOptions[OWN_NAMESPACE] : undefined;
  if (settings === undefined) return {};
  if (!isNativeRecord(settings))
    throw new InvalidRequestError(`providerOptions.${OWN_NAMESPACE}`, 'an object');
  for (const name of Object.keys(settings)) {
    if (!names.has(name))
      throw new InvalidRequestError(`providerOptions.${OWN_NAMESPACE}`, [...names].join(', '));
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
