import { type CachingRules, RuleViolation } from './cache-account.ts';
import { charactersPerToken } from './prefixes.ts';
import { isFields, openaiBlocks } from './wire-blocks.ts';

const minimum = 1024;
const step = 128;
const lifetime = 5 * 60_000;
/** About the first 256 tokens decide, with the key, to which machine a request goes. */
const routedCharacters = 256 * charactersPerToken;

/** OpenAI before GPT-5.6: the longest common beginning on the machine, from 1,024 tokens in steps of 128. */
export function openaiAutomaticRules(): CachingRules {
  const sent: { readonly text: string; readonly machine: string; at: number }[] = [];
  return (body, now) => {
    const text = openaiBlocks(body)
      .map((block) => block.text)
      .join('');
    if (isFields(body.prompt_cache_options) || text.includes('prompt_cache_breakpoint')) {
      throw new RuleViolation('This model does not support prompt_cache_options.');
    }
    const machine = `${String(body.prompt_cache_key)}\n${text.slice(0, routedCharacters)}`;
    const fresh = sent.filter(({ at }) => now - at <= lifetime);
    const best = (candidates: readonly { readonly text: string }[]) =>
      Math.max(0, ...candidates.map((earlier) => cacheable(commonLength(earlier.text, text))));
    const account = {
      input: Math.ceil(text.length / charactersPerToken),
      read: best(fresh.filter((earlier) => earlier.machine === machine)),
      written: 0,
      allowed: best(fresh),
    };
    sent.push({ text, machine, at: now });
    return account;
  };
}

function commonLength(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left.charCodeAt(index) === right.charCodeAt(index)) index++;
  return index;
}

function cacheable(characters: number): number {
  const tokens = Math.floor(characters / charactersPerToken);
  return tokens < minimum ? 0 : tokens - (tokens % step);
}
