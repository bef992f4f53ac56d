import { type CachingRules, RuleViolation } from './cache-account.ts';
import { type Prefix, prefixesOf } from './prefixes.ts';
import { anthropicBlocks, type BlockReader, isFields } from './wire-blocks.ts';

const minimum = 1024;
const limit = 4;
const lookback = 20;
const longest = 60 * 60_000;

/**
 * Anthropic: entries are written at markers, and found at a marker or up to 20 blocks before it. At most four markers,
 * longer lifetimes first; automatic caching of the whole request takes one. Bedrock and OpenRouter keep the same rules for
 * Claude behind other APIs.
 */
export function anthropicRules(read: BlockReader = anthropicBlocks): CachingRules {
  const entries = new Map<string, { until: number; readonly lifetime: number }>();
  const seen = new Map<string, number>();
  return (body, now) => {
    const blocks = read(body);
    const prefixes = prefixesOf(`${String(body.model)}\n`, blocks);
    const markers = blocks.flatMap(({ marked }, index) =>
      marked === undefined ? [] : [{ index, lifetime: marked }],
    );
    if (isFields(body.cache_control)) markers.push({ index: blocks.length - 1, lifetime: 5 * 60_000 });
    if (markers.length > limit)
      throw new RuleViolation(`A maximum of ${limit} blocks with cache_control may be provided.`);
    if (markers.some(({ lifetime }, index) => lifetime > (markers[index - 1]?.lifetime ?? longest))) {
      throw new RuleViolation('A longer ttl must come before a shorter one.');
    }
    let found: Prefix | undefined;
    for (const { index } of markers) {
      for (const prefix of prefixes.slice(Math.max(0, index - lookback), index + 1)) {
        const entry = entries.get(prefix.hash);
        if (entry === undefined || entry.until < now) continue;
        entry.until = now + entry.lifetime;
        if (prefix.tokens > (found?.tokens ?? 0)) found = prefix;
      }
    }
    let end = found?.tokens ?? 0;
    for (const { index, lifetime } of markers) {
      const prefix = prefixes[index];
      if (prefix === undefined || prefix.tokens < minimum) continue;
      if (!entries.has(prefix.hash)) end = Math.max(end, prefix.tokens);
      entries.set(prefix.hash, { until: now + lifetime, lifetime });
    }
    const allowed = prefixes
      .filter(
        ({ hash, tokens }) =>
          tokens >= minimum && now - (seen.get(hash) ?? Number.NEGATIVE_INFINITY) <= 5 * 60_000,
      )
      .map(({ tokens }) => tokens);
    for (const { hash } of prefixes) seen.set(hash, now);
    return {
      input: prefixes.at(-1)?.tokens ?? 0,
      read: found?.tokens ?? 0,
      written: end - (found?.tokens ?? 0),
      allowed: Math.max(0, ...allowed),
    };
  };
}
