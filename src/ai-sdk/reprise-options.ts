import type { CallSettings } from '../request/call-settings.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import { callSettings } from './call-request.ts';

/** What `repriseOptions` gives: `providerOptions` of ai 5, 6 and 7, alone or spread beside those of providers. */
// An index signature and no optional fields: the SDK's JSON types take no field that may be undefined.
export type RepriseProviderOptions = {
  [OWN_NAMESPACE]: Record<string, string | number | boolean | string[]>;
};

/**
 * The settings of one call as `providerOptions`, with names that TypeScript checks:
 * `generateText({ model, prompt, providerOptions: repriseOptions({ scope: user.id, ttl: '10m' }) })`.
 * @param settings see `CallSettings`; what is left out is as the middleware has it.
 * @throws InvalidRequestError for a name that doesn't exist, and for a `scope` that is given as undefined.
 */
export function repriseOptions(settings: CallSettings): RepriseProviderOptions {
  const { scope, tags, ttl, mode, semantic } = callSettings({
    prompt: [],
    providerOptions: { [OWN_NAMESPACE]: settings },
  });
  return {
    [OWN_NAMESPACE]: {
      ...(scope === undefined ? {} : { scope }),
      ...(tags === undefined ? {} : { tags: [...tags] }),
      ...(ttl === undefined ? {} : { ttl }),
      ...(mode === undefined ? {} : { mode }),
      ...(semantic === undefined ? {} : { semantic }),
    },
  };
}
