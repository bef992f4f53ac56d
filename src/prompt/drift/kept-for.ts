import ms, { type StringValue } from 'ms';
import { findMark } from '../provider-rules/marker-syntax.ts';
import type { CacheRules } from '../provider-rules/cache-rules.ts';
import { isRecord } from '../text/json.ts';
import type { PromptDraft } from '../draft/prompt-draft.ts';

/**
 * How long the provider is asked to keep the longest kept prefix of a request, in milliseconds: what its markers and
 * options name, or the provider's default.
 * @param planned the lifetimes of markers that don't stand in the draft.
 * @returns `undefined` for a model whose rules aren't known.
 */
export function keptFor(
  rules: CacheRules | undefined,
  draft: PromptDraft,
  providerOptions: unknown,
  planned: readonly (string | undefined)[] = [],
): number | undefined {
  if (rules === undefined) return undefined;
  const style = rules.markers?.style;
  const marked =
    style === undefined
      ? []
      : [...draft.blocks.flatMap(({ carriers }) => carriers), { providerOptions }].map(
          (carrier) => findMark(style, carrier)?.lifetime,
        );
  const named = [...marked, ...planned, ...openaiLifetimes(providerOptions)].map(
    (name) => rules.lifetimes.find((lifetime) => lifetime.name === name)?.milliseconds ?? duration(name),
  );
  return Math.max(rules.lifetimes[0].milliseconds, ...named);
}

/** Options of the whole request: the retention up to GPT-5.5, the lifetime from 5.6 on. */
function openaiLifetimes(providerOptions: unknown): readonly (string | undefined)[] {
  if (!isRecord(providerOptions)) return [];
  return ['openai', 'azure'].flatMap((namespace) => {
    const options = providerOptions[namespace];
    if (!isRecord(options)) return [];
    const { promptCacheRetention, promptCacheOptions } = options;
    return [promptCacheRetention, isRecord(promptCacheOptions) ? promptCacheOptions.ttl : undefined].map(
      (name) => (typeof name === 'string' ? name : undefined),
    );
  });
}

function duration(name: string | undefined): number {
  return name !== undefined && isHours(name) ? ms(name) : 0;
}

function isHours(name: string): name is StringValue {
  return /^\d{1,3}[hm]$/.test(name);
}
