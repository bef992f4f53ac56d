import type { ProviderOptions } from '../provider-rules/provider-options.ts';
import { isRecord } from '../text/json.ts';
import type { MeasuredText } from '../text/measured-text.ts';
import { type DescribedTool, describeTool } from './described-tool.ts';
import { draftPrompt, type PromptDraft } from './prompt-draft.ts';
import { readMessage } from './read-message.ts';

/** What of the AI SDK's call options is read. All of them have these in every version. */
export interface ModelRequest {
  readonly prompt?: readonly object[];
  readonly tools?: readonly object[];
  readonly providerOptions?: ProviderOptions;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly toolChoice?: unknown;
  readonly responseFormat?: unknown;
  readonly reasoning?: unknown;
}

/** Whether the conversation's end is taken for one that the next call repeats. */
export type TailChoice = 'auto' | 'always' | 'never';

/**
 * Lays out a request whose parts have no names: the system text counts as stable, the rest as history.
 * @param tail whether the conversation's end is taken for one that the next call repeats.
 */
export function draftRequest(
  { prompt = [], tools = [], toolChoice }: ModelRequest,
  measure: (text: string) => MeasuredText,
  tail: TailChoice = 'auto',
  ordered: readonly DescribedTool[] = tools.map((tool) => describeTool(tool)),
): PromptDraft {
  const roles = prompt.map((message) => readMessage(message).role);
  const firstOther = roles.findIndex((role) => role !== 'system');
  const systemEnd = firstOther < 0 ? prompt.length : firstOther;
  const mayRepeat = roles.includes('assistant') || (ordered.length > 0 && !forbidsTools(toolChoice));
  const repeats = tail === 'always' || (tail === 'auto' && mayRepeat);
  return draftPrompt(
    ordered,
    prompt.map((message, index) => {
      if (index >= systemEnd)
        return { source: 'user', message, segment: 'messages', stability: 'history', repeats };
      // The first system message is taken for the one that all calls share.
      const stability = index === 0 ? 'static' : 'session';
      return {
        source: 'user',
        message,
        segment: index === 0 ? 'system' : `system ${index + 1}`,
        stability,
        repeats: true,
      };
    }),
    measure,
  );
}

function forbidsTools(toolChoice: unknown): boolean {
  return isRecord(toolChoice) && toolChoice.type === 'none';
}
