import type { CachingRules } from './cache-account.ts';
import { type Prefix, prefixesOf } from './prefixes.ts';
import { isFields, openaiBlocks, type WireBlock } from './wire-blocks.ts';

const minimum = 1024;
const writes = 4;
const lifetime = 30 * 60_000;

/**
 * OpenAI from GPT-5.6 on: an entry is found only where a breakpoint stands. Implicit mode puts one at the end of the
 * latest message and writes up to three explicit ones; explicit mode writes the latest four and puts none.
 */
export function openaiBreakpointRules(): CachingRules {
  const entries = new Map<string, number>();
  const seen = new Map<string, number>();
  return (body, now) => {
    const blocks = openaiBlocks(body);
    const prefixes = prefixesOf(`${String(body.model)}\n`, blocks);
    const key = String(body.prompt_cache_key);
    const explicit = isFields(body.prompt_cache_options) && body.prompt_cache_options.mode === 'explicit';
    const at = (fits: (block: WireBlock) => boolean) =>
      prefixes.filter((_prefix, index) => fitsAt(blocks[index], fits));
    const marked = at((block) => block.canEnd && block.marked !== undefined);
    const messageEnds = at((block) => block.canEnd && block.endsMessage);
    // In implicit mode the ends of earlier messages were its breakpoints when they were the latest.
    const breakpoints = explicit ? marked : [...marked, ...messageEnds];
    const isFresh = (known: Map<string, number>, name: string) =>
      now - (known.get(name) ?? Number.NEGATIVE_INFINITY) <= lifetime;
    const read = longest(breakpoints.filter(({ hash }) => isFresh(entries, key + hash)));
    const written = explicit
      ? marked.slice(-writes)
      : [...marked.slice(-(writes - 1)), ...messageEnds.slice(-1)];
    for (const { hash, tokens } of written) if (tokens >= minimum) entries.set(key + hash, now);
    const allowed = longest(at((block) => block.canEnd).filter(({ hash }) => isFresh(seen, hash)));
    for (const { hash } of prefixes) seen.set(hash, now);
    return {
      input: prefixes.at(-1)?.tokens ?? 0,
      read,
      written: Math.max(0, longest(written) - read),
      allowed,
    };
  };
}

function fitsAt(block: WireBlock | undefined, fits: (block: WireBlock) => boolean): boolean {
  return block !== undefined && fits(block);
}

function longest(prefixes: readonly Prefix[]): number {
  return Math.max(0, ...prefixes.map(({ tokens }) => tokens).filter((tokens) => tokens >= minimum));
}
