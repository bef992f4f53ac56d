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
