import type { FinishReason } from '../../response/cached-response.ts';
import { isRecord, type UnknownRecord } from '../record.ts';

// Each integration has its own word, and its own place for it. Seen in November 2026: OpenAI, Groq, Mistral, Cohere
// (`finish_reason`), Anthropic (`stop_reason`, of a stream in `additional_kwargs`), Google (`finishReason`), Ollama (`done_reason`), Bedrock Converse
// (`stopReason`, also inside `messageStop`), OpenAI's Responses API (`status`).
const places = [
  'finish_reason',
  'stop_reason',
  'finishReason',
  'stopReason',
  'done_reason',
  'status',
] as const;

const words: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  completed: 'stop',
  complete: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  eos: 'stop',
  tool_calls: 'tool-calls',
  tool_call: 'tool-calls',
  tool_use: 'tool-calls',
  function_call: 'tool-calls',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  incomplete: 'length',
  content_filter: 'content-filter',
  safety: 'content-filter',
  refusal: 'content-filter',
  guardrail_intervened: 'content-filter',
  content_filtered: 'content-filter',
  error: 'error',
  failed: 'error',
};

/** How an answer ended, and in which word; nothing when its metadata doesn't say. */
export function fromFinishReason(
  metadata: UnknownRecord,
): { readonly finishReason: FinishReason; readonly rawFinishReason: string } | undefined {
  for (const place of places) {
    const word = metadata[place];
    if (typeof word !== 'string' || word === '') continue;
    const known = word.toLowerCase().replaceAll('-', '_');
    return { finishReason: words[known] ?? 'unknown', rawFinishReason: word };
  }
  return isRecord(metadata.messageStop) ? fromFinishReason(metadata.messageStop) : undefined;
}
