import type { CacheRules } from './cache-rules.ts';
import { contentDigest } from './content-digest.ts';
import type { JsonObject } from './json.ts';
import { mergeOptions } from './merge-options.ts';
import type { PromptDraft } from './prompt-draft.ts';
import type { ProviderOptions } from './prompt-plan.ts';

/** What a plan sets on the whole request. */
export interface RequestOptions {
  readonly providerOptions: ProviderOptions;
  readonly headers: Readonly<Record<string, string>>;
}

/** OpenAI's limit for `prompt_cache_key` (API reference, Responses, November 2026). */
const keyLength = 64;

/** The user's options with ours in the gaps. */
export function requestOptions(
  rules: CacheRules | undefined,
  own: ProviderOptions | undefined,
  { key, hasMarks }: { readonly key: string; readonly hasMarks: boolean },
): RequestOptions {
  let added: Readonly<Record<string, JsonObject>> = {};
  const headers: Record<string, string> = {};
  for (const option of rules?.request ?? []) {
    switch (option.kind) {
      case 'key':
        for (const namespace of option.namespaces)
          added = mergeOptions(added, { [namespace]: { promptCacheKey: key } });
        break;
      case 'explicit-mode':
        // Explicit mode without a breakpoint would turn caching off.
        if (hasMarks) added = mergeOptions(added, { openai: { promptCacheOptions: { mode: 'explicit' } } });
        break;
      case 'conversation-header':
        headers[option.name] = key;
        break;
      case 'gateway-auto':
        added = mergeOptions(added, { gateway: { caching: 'auto' } });
        break;
    }
  }
  return { providerOptions: mergeOptions(own, added), headers };
}

/** The key for calls that share their static and tenant text. */
export function routingKey(id: string, version: string, { blocks }: PromptDraft): string {
  const shared = blocks
    .filter(({ stability }) => stability === 'static' || stability === 'tenant')
    .map(({ measured }) => measured.digest)
    .join();
  const name = `${id}:${version}`.slice(0, keyLength - 17);
  return `${name}:${contentDigest(shared)}`;
}

export function fitKey(key: string): string {
  return key.length <= keyLength ? key : `${key.slice(0, keyLength - 17)}:${contentDigest(key)}`;
}
