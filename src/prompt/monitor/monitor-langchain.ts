import type { PromptFingerprint } from '../drift/prompt-fingerprint.ts';
import { isRecord } from '../text/json.ts';
import type { MonitoredCall } from './monitor-report.ts';

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

interface Run {
  readonly provider: string;
  readonly model: string;
  readonly prompt?: PromptFingerprint;
}

/** Reads provider, model and messages when a run starts and `usage_metadata` when it ends. */
export function langChainHandler(
  record: (call: MonitoredCall) => unknown,
  print: (params: object, provider: string, model: string) => PromptFingerprint,
): LangChainHandler {
  const runs = new Map<string, Run>();
  return {
    name: 'reprise-prompt-cache-monitor',
    handleChatModelStart(_model, messages, runId, _parentRunId, extra = {}, _tags, metadata = {}) {
      const { ls_provider, ls_model_name } = metadata;
      const provider = typeof ls_provider === 'string' ? ls_provider : '';
      const model = typeof ls_model_name === 'string' ? ls_model_name : '';
      const [prompt] = messages;
      const params = isRecord(extra.invocation_params) ? extra.invocation_params : {};
      runs.set(runId, { provider, model });
      // A batch of several prompts shares one run, and its usages aren't told apart.
      if (messages.length !== 1 || prompt === undefined) return;
      try {
        const tools = Array.isArray(params.tools) ? params.tools.filter(isRecord) : [];
        runs.set(runId, { provider, model, prompt: print({ prompt, tools }, provider, model) });
      } catch {
        // Watching must never be in the way: a request that can't be read is counted by its usage alone.
      }
    },
    handleLLMEnd(output, runId) {
      const run = runs.get(runId) ?? { provider: '', model: '' };
      runs.delete(runId);
      for (const call of calls(output)) record({ ...run, ...call });
    },
    handleLLMError(_error, runId) {
      runs.delete(runId);
    },
  };
}

function calls(output: object): readonly Pick<MonitoredCall, 'usage' | 'providerMetadata'>[] {
  const generations: unknown = 'generations' in output ? output.generations : undefined;
  if (!Array.isArray(generations)) return [];
  return generations.flat().flatMap((generation: unknown) => {
    const message = isRecord(generation) ? generation.message : undefined;
    return isRecord(message) && isRecord(message.usage_metadata)
      ? [{ usage: message.usage_metadata, providerMetadata: message.response_metadata }]
      : [];
  });
}
