import { InvalidRequestError } from '../errors.ts';
import type { CacheRequest } from '../request/cache-request.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import { isRecord } from './record.ts';

/** What one call, or all calls of a model, may say to the cache. */
export type CallSettings = Pick<CacheRequest, 'scope' | 'tags' | 'ttl' | 'mode' | 'semantic'>;

const names: ReadonlySet<string> = new Set(['scope', 'tags', 'ttl', 'mode', 'semantic']);

/** The settings among other options; those that are undefined are left out. */
export function settingsOf({ scope, tags, ttl, mode, semantic }: LooseSettings): CallSettings {
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(tags === undefined ? {} : { tags }),
    ...(ttl === undefined ? {} : { ttl }),
    ...(mode === undefined ? {} : { mode }),
    ...(semantic === undefined ? {} : { semantic }),
  };
}

type LooseSettings = { readonly [Name in keyof CallSettings]: CallSettings[Name] | undefined };

/**
 * The settings that a caller gave as `reprise`. Their values are checked with the request.
 * @throws InvalidRequestError for a setting that doesn't exist: a misspelt `scope` must not be taken for none.
 */
export function readSettings(given: unknown, place: string): CallSettings {
  if (given === undefined || given === null) return {};
  if (!isRecord(given)) throw new InvalidRequestError(`${place}.${OWN_NAMESPACE}`, 'an object');
  for (const name of Object.keys(given)) {
    if (!names.has(name)) throw new InvalidRequestError(`${place}.${OWN_NAMESPACE}`, [...names].join(', '));
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
