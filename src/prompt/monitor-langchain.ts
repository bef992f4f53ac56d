import { isRecord } from './json.ts';
import type { MonitoredCall } from './monitored-call.ts';

/** The callbacks of a LangChain model that the monitor uses. */
export interface LangChainHandler {
  readonly name: string;
  handleChatModelStart(
    model: object,
    messages: object[][],
    runId: string,
    parentRunId?: string,
    extra?: Record<string, unknown>,
    tags?: string[],
    metadata?: Record<string, unknown>,
  ): void;
  handleLLMEnd(output: object, runId: string): void;
  handleLLMError(error: unknown, runId: string): void;
}

/** Reads provider and model when a run starts and `usage_metadata` when it ends. */
export function langChainHandler(record: (call: MonitoredCall) => unknown): LangChainHandler {
  const runs = new Map<string, { readonly provider: string; readonly model: string }>();
  return {
    name: 'reprise-prompt-cache-monitor',
    handleChatModelStart(_model, _messages, runId, _parentRunId, _extra, _tags, metadata = {}) {
      const { ls_provider: provider, ls_model_name: model } = metadata;
      runs.set(runId, {
        provider: typeof provider === 'string' ? provider : '',
        model: typeof model === 'string' ? model : '',
      });
    },
    handleLLMEnd(output, runId) {
      const run = runs.get(runId) ?? { provider: '', model: '' };
      runs.delete(runId);
      for (const usage of usages(output)) record({ ...run, usage });
    },
    handleLLMError(_error, runId) {
      runs.delete(runId);
    },
  };
}

function usages(output: object): readonly unknown[] {
  const generations: unknown = 'generations' in output ? output.generations : undefined;
  if (!Array.isArray(generations)) return [];
  return generations.flat().flatMap((generation: unknown) => {
    const message = isRecord(generation) ? generation.message : undefined;
    return isRecord(message) && isRecord(message.usage_metadata) ? [message.usage_metadata] : [];
  });
}
