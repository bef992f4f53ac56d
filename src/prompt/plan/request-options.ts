import { InvalidOptionError } from '../../errors.ts';
import type { PromptDraft } from '../draft/prompt-draft.ts';
import type { Stability } from '../draft/stability.ts';
import type { CacheRules } from '../provider-rules/cache-rules.ts';
import { mergeOptions, type ProviderOptions } from '../provider-rules/provider-options.ts';
import { contentDigest } from '../text/content-digest.ts';
import type { JsonObject } from '../text/json.ts';

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
  { key, conversationKey, isExplicit }: CallKeys & { readonly isExplicit: boolean },
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
        if (isExplicit) added = mergeOptions(added, { openai: { promptCacheOptions: { mode: 'explicit' } } });
        break;
      case 'conversation-header':
        headers[option.name] = conversationKey;
        break;
      case 'gateway-auto':
        added = mergeOptions(added, { gateway: { caching: 'auto' } });
        break;
    }
  }
  return { providerOptions: mergeOptions(own, added), headers };
}

/** Where a call is routed, for providers that let the caller say so. */
export interface CallKeys {
  /** For calls that share a beginning. */
  readonly key: string;
  /** For the calls of one conversation. */
  readonly conversationKey: string;
}

/**
 * The keys of a call: the user's own, or digests of what the calls have in common. That is the static and tenant text;
 * for a conversation also the session's text and how it began, its first block from the user.
 * @throws InvalidOptionError when the user's key is empty.
 */
export function callKeys(id: string, version: string, draft: PromptDraft, own: string | undefined): CallKeys {
  if (own !== undefined) {
    assertKey(own);
    return { key: fitKey(own), conversationKey: fitKey(own) };
  }
  const digests = (...stabilities: readonly Stability[]) =>
    draft.blocks
      .filter(({ stability }) => stabilities.includes(stability))
      .map(({ measured }) => measured.digest);
  const shared = digests('static', 'tenant');
  const opening = draft.blocks.find(({ at }) => at.kind === 'message' && draft.roles[at.message] === 'user');
  const conversation = [...shared, ...digests('session'), opening?.measured.digest ?? ''];
  const name = `${id}:${version}`;
  return { key: named(name, shared.join()), conversationKey: named(name, conversation.join()) };
}

export function assertKey(key: string): void {
  if (typeof key !== 'string' || key === '') throw new InvalidOptionError('key', 'a text that is not empty');
}

/** Visible ASCII, with spaces inside: what is the same in a body and in a header (RFC 9110, section 5.5). */
const sendable = new RegExp(`^[\\x21-\\x7e](?:[\\x20-\\x7e]{0,${keyLength - 2}}[\\x21-\\x7e])?$`);

function fitKey(key: string): string {
  return sendable.test(key) ? key : named(key, key);
}

function named(name: string, content: string): string {
  return `${name.replace(/[^\x21-\x7e]+/g, '-').slice(0, keyLength - 17)}:${contentDigest(content)}`;
}
