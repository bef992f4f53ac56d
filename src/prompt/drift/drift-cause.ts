import { isRecord } from '../text/json.ts';

/** Why a prefix that was there is not used again. */
export type DriftCause =
  | 'model-changed'
  | 'tools-reordered'
  | 'tools-changed'
  | 'date-changed'
  | 'id-changed'
  | 'text-changed'
  | 'keys-reordered'
  | 'file-changed'
  | 'result-type-changed'
  | 'signature-changed'
  | 'segment-added-or-removed'
  | 'history-edited'
  | 'history-truncated'
  | 'setting-changed'
  | 'cache-key-changed'
  | 'unknown';

/** OpenAI's miss reasons (the AI SDK's source and the guide "Prompt caching", November 2026), in our words. */
const causes: Readonly<Record<string, DriftCause>> = {
  model_changed: 'model-changed',
  prompt_cache_key_changed: 'cache-key-changed',
  tools_changed: 'tools-changed',
  text_format_changed: 'setting-changed',
  reasoning_effort_changed: 'setting-changed',
  verbosity_changed: 'setting-changed',
  service_tier_changed: 'setting-changed',
  context_compacted: 'history-truncated',
  input_changed: 'text-changed',
};

export interface ProviderReason {
  readonly cause: DriftCause;
  readonly reason: string;
  readonly missedTokens?: number;
}

/** The provider's own account of a miss. Only OpenAI's is handed on by the AI SDK, by version 6 and later of it. */
export function providerReason(metadata: unknown): ProviderReason | undefined {
  if (!isRecord(metadata)) return undefined;
  for (const namespace of ['openai', 'azure']) {
    const options = metadata[namespace];
    const diagnostics = isRecord(options) ? options.promptCacheDiagnostics : undefined;
    if (!isRecord(diagnostics) || typeof diagnostics.reason !== 'string') continue;
    const missed = diagnostics.cache_missed_tokens;
    return {
      cause: causes[diagnostics.reason] ?? 'unknown',
      reason: diagnostics.reason,
      ...(typeof missed === 'number' && { missedTokens: missed }),
    };
  }
  return undefined;
}
