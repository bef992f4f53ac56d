import { type CallSettings, readCallSettings, requireScopeIfGiven } from '../../request/call-settings.ts';
import { OWN_NAMESPACE } from '../../request/provider-options.ts';

export type { CallSettings };

type LooseSettings = { readonly [Name in keyof CallSettings]: CallSettings[Name] | undefined };

/**
 * The settings among other options; those that are undefined are left out.
 * @throws InvalidRequestError for a `scope` that is given and undefined.
 */
export function settingsOf(given: LooseSettings): CallSettings {
  requireScopeIfGiven(given, 'scope');
  const { scope, tags, ttl, mode, semantic } = given;
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(tags === undefined ? {} : { tags }),
    ...(ttl === undefined ? {} : { ttl }),
    ...(mode === undefined ? {} : { mode }),
    ...(semantic === undefined ? {} : { semantic }),
  };
}

/**
 * The settings that a caller gave as `reprise`. Their values are checked with the request.
 * @throws InvalidRequestError for what are no settings.
 */
export function readSettings(given: unknown, place: string): CallSettings {
  return readCallSettings(given, `${place}.${OWN_NAMESPACE}`);
}
