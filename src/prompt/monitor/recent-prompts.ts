import { type PromptFingerprint, sameBlock } from '../drift/prompt-fingerprint.ts';
import { type CacheRules, cacheable } from '../provider-rules/cache-rules.ts';

/** The best earlier prompt to compare with. */
export interface SharedPrompt {
  readonly fingerprint: PromptFingerprint;
  /** Estimated tokens of the common beginning, as far as the provider's rules would keep it. */
  readonly tokens: number;
}

/** Remembers the last prompts of each model, to tell what a call could have read. */
export interface RecentPrompts {
  /** Of those whose entries the provider still keeps, the one that shares most with this. */
  closest(
    fingerprint: PromptFingerprint,
    rules: CacheRules | undefined,
    now: number,
  ): SharedPrompt | undefined;
  add(fingerprint: PromptFingerprint, now: number): void;
}

/** @param limit how many are kept; as digests, not as text. */
export function recentPrompts(limit: number): RecentPrompts {
  const recent: { readonly fingerprint: PromptFingerprint; readonly at: number }[] = [];
  return {
    closest(fingerprint, rules, now) {
      if (rules === undefined) return undefined;
      const lifetime = rules.lifetimes[0].milliseconds;
      let best: SharedPrompt | undefined;
      for (const { fingerprint: earlier, at } of recent) {
        if (
          now - at > (earlier.keptFor ?? lifetime) ||
          earlier.model !== fingerprint.model ||
          earlier.provider !== fingerprint.provider
        )
          continue;
        const tokens = cacheable(sharedTokens(earlier, fingerprint, rules), rules);
        if (best === undefined || tokens >= best.tokens) best = { fingerprint: earlier, tokens };
      }
      return best;
    },
    add(fingerprint, now) {
      recent.push({ fingerprint, at: now });
      if (recent.length > limit) recent.shift();
    },
  };
}

/** Whole blocks, up to the last on which the provider keeps an entry. */
function sharedTokens(before: PromptFingerprint, after: PromptFingerprint, { markers }: CacheRules): number {
  let tokens = 0;
  let kept = 0;
  for (const [index, block] of after.blocks.entries()) {
    const earlier = before.blocks[index];
    if (!sameBlock(earlier, block)) break;
    tokens += block.tokens;
    if (markers === undefined || markers.places.includes(block.kind)) kept = tokens;
  }
  return kept;
}
