import { type Duration, milliseconds } from '../../duration.ts';
import type { PromptDraft } from '../draft/prompt-draft.ts';
import type { CacheRules } from '../provider-rules/cache-rules.ts';
import { findMark } from '../provider-rules/marker-syntax.ts';
import { contentDigest } from '../text/content-digest.ts';
import { isRecord } from '../text/json.ts';
import { stableText } from '../text/stable-text.ts';

/** Options of a request that invalidate a prefix when they change, by the name under which a drift reports them. */
const names: Readonly<Record<string, string>> = {
  reasoningEffort: 'reasoning-effort',
  effort: 'reasoning-effort',
  thinking: 'thinking',
  thinkingConfig: 'thinking',
  reasoning: 'reasoning-effort',
  textVerbosity: 'verbosity',
  verbosity: 'verbosity',
  serviceTier: 'service-tier',
  promptCacheKey: 'cache-key',
  responseFormat: 'response-format',
  toolChoice: 'tool-choice',
};

/** The settings among the user's options, as short texts; long ones as digests. */
export function requestSettings(...sources: readonly unknown[]): Readonly<Record<string, string>> {
  const settings: Record<string, string> = {};
  const collect = (options: unknown): void => {
    if (!isRecord(options)) return;
    for (const [option, value] of Object.entries(options)) {
      const name = names[option];
      if (name === undefined || value === undefined || value === null) continue;
      const text = settingText(value);
      settings[name] = text.length > 40 ? contentDigest(text) : text;
    }
  };
  for (const source of sources) {
    collect(source);
    if (isRecord(source)) Object.values(source).forEach(collect);
  }
  return settings;
}

function settingText(value: unknown): string {
  try {
    return stableText(value);
  } catch {
    return typeof value;
  }
}

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
  return name !== undefined && isHours(name) ? milliseconds(name, 'ttl') : 0;
}

function isHours(name: string): name is Duration & string {
  return /^\d{1,3}[hm]$/.test(name);
}
