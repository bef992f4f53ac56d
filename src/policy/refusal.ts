import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse, ResponsePart, ToolResultPart } from '../response/cached-response.ts';
import { responseText } from '../response/text-response.ts';
import { fitsOutput } from './fits-output.ts';
import { agrees, type PolicyOptions } from './policy.ts';
import { responseProviderState } from './provider-state.ts';

/**
 * Why an answer is neither stored nor served.
 * - `unfinished`: it did not end with `stop` or `tool-calls`, or the provider only paused, which shows in a word of its
 *   own, in a tool that it began to run and that has no result, or in a result behind which it says nothing.
 * - `empty`: it says nothing.
 * - `invalid-output`: it isn't the JSON that was asked for.
 * - `invalid-arguments`: it calls a tool with arguments that are no JSON.
 * - `provider-state`: it works only while the provider remembers.
 * - `provider-tools`: the provider ran a tool itself, and `policy.providerTools` doesn't name it.
 * - `policy`: the user's `policy.store` said no.
 */
export type Refusal =
  | 'unfinished'
  | 'empty'
  | 'invalid-output'
  | 'invalid-arguments'
  | 'provider-state'
  | 'provider-tools'
  | 'policy';

// Words of providers for an answer that is to go on, or was cut, which some adapters report as `stop`.
const unfinishedWord = /^(pause|pause_turn|incomplete|length|max_tokens|model_context_window_exceeded)$/i;

/**
 * The one predicate for what may be cached, applied on write and again on read; `undefined` when the answer may.
 * It fails closed: what can't be checked is refused.
 */
export function refusal(
  request: CacheRequest,
  response: CachedResponse,
  policy: PolicyOptions,
): Refusal | undefined {
  const { finishReason, rawFinishReason = '', parts } = response;
  if (finishReason !== 'stop' && finishReason !== 'tool-calls') return 'unfinished';
  if (unfinishedWord.test(rawFinishReason)) return 'unfinished';
  if (
    parts.every((part) => part.type === 'text' && part.text === '') &&
    response.structuredOutputText === undefined
  ) {
    return 'empty';
  }
  // A step that calls tools answers with calls; the output that was asked for comes in a later step.
  if (
    request.output !== undefined &&
    finishReason === 'stop' &&
    !fitsOutput(responseText(response), request.output)
  ) {
    return 'invalid-output';
  }
  if (!parts.every(hasReadableArguments)) return 'invalid-arguments';
  if (responseProviderState(response)) return 'provider-state';
  if (isWaitingForProvider(parts)) return 'unfinished';
  if (!parts.every((part) => mayBeRepeated(part, policy.providerTools))) return 'provider-tools';
  if (finishReason === 'stop' && rawFinishReason === '' && endsInResult(parts)) return 'unfinished';
  const { store } = policy;
  return store === undefined || agrees(() => store(request, response)) ? undefined : 'policy';
}

// Where an adapter says `stop` for a pause and keeps no word of the provider, as those of ai 5 do, only this shows it.
function isWaitingForProvider(parts: readonly ResponsePart[]): boolean {
  const answered = new Set(parts.filter(isLastResult).map(({ toolCallId }) => toolCallId));
  return parts.some(
    (part) => part.type === 'tool-call' && part.providerExecuted === true && !answered.has(part.toolCallId),
  );
}

// A provider pauses behind the result of a tool, too; what it found, and thought of it, is no answer.
function endsInResult(parts: readonly ResponsePart[]): boolean {
  const behind = parts.slice(parts.findLastIndex(isLastResult) + 1);
  const silent = behind.every(
    (part) =>
      part.type === 'source' || part.type === 'reasoning' || (part.type === 'text' && part.text === ''),
  );
  return behind.length < parts.length && silent;
}

function isLastResult(part: ResponsePart): part is ToolResultPart {
  return part.type === 'tool-result' && part.preliminary !== true;
}

// A tool without arguments is called with an empty text by some providers, which every SDK takes for `{}`.
function hasReadableArguments(part: ResponsePart): boolean {
  if (part.type !== 'tool-call' || part.input.trim() === '') return true;
  try {
    JSON.parse(part.input);
    return true;
  } catch {
    return false;
  }
}

function mayBeRepeated(part: ResponsePart, tools: PolicyOptions['providerTools'] = false): boolean {
  if (tools === true || (part.type !== 'tool-call' && part.type !== 'tool-result')) return true;
  // Only a provider's own tool has its result in the same answer.
  const ran = part.type === 'tool-result' || part.providerExecuted === true;
  return !ran || (tools !== false && tools.includes(part.toolName));
}
