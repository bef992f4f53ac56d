import { InvalidRequestError } from '../errors.ts';
import type { CacheRequest } from './cache-request.ts';

/** What one call, or all calls of a model, may say to the cache. */
export type CallSettings = Pick<CacheRequest, 'scope' | 'tags' | 'ttl' | 'mode' | 'semantic'>;

const names: ReadonlySet<string> = new Set(['scope', 'tags', 'ttl', 'mode', 'semantic']);

/**
 * The settings that a caller gave; those that are undefined are left out. Their values are checked with the request.
 * @param place where they were given, for the error.
 * @throws InvalidRequestError for a setting that doesn't exist (a misspelt `scope` must not be taken for none), and for
 * a `scope` that is given and undefined: a user who isn't known must not share what is stored for all.
 */
export function readCallSettings(given: unknown, place: string): CallSettings {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object' || Array.isArray(given)) throw new InvalidRequestError(place, 'an object');
  for (const name of Object.keys(given)) {
    if (!names.has(name)) throw new InvalidRequestError(place, [...names].join(', '));
  }
  requireScopeIfGiven(given, `${place}.scope`);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** @throws InvalidRequestError when there is a `scope`, and it is undefined. */
export function requireScopeIfGiven(given: object, field: string): void {
  if ('scope' in given && given.scope === undefined)
    throw new InvalidRequestError(field, 'a text; leave the name out for what all may share');
}
