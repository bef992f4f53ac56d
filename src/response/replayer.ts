import type { CachedResponse, Pieces, ResponsePart, ToolCallPart } from './cached-response.ts';
import type { ResponseDelta } from './response-delta.ts';

/** One step of a replay: what to say, and how long the model took to say it after the step before. */
export interface TimedDelta {
  readonly delta: ResponseDelta;
  readonly delay: number;
}

// An answer that was not streamed has no pieces of its own: it is cut at word ends, near the size of what models
// stream, so that a reader who renders chunks sees text grow.
const WORDS_A_PIECE = /\S*\s*(?:\S+\s*){0,3}/g;

/**
 * A stored answer as the deltas of a stream, lazily, in the order and the pieces in which it was recorded. Together
 * they say the answer exactly: a `Recorder` fed with them gives an equal one.
 */
export function* replay(response: CachedResponse): Generator<TimedDelta> {
  const { warnings, modelId, timestamp } = response;
  yield now({ type: 'start', ...(warnings === undefined ? {} : { warnings }) });
  yield now({
    type: 'response',
    ...(modelId === undefined ? {} : { modelId }),
    ...(timestamp === undefined ? {} : { timestamp }),
  });
  let index = 0;
  for (const part of response.parts) yield* replayPart(part, String(index++));
  const { finishReason, rawFinishReason, usage, providerMetadata } = response;
  yield now({
    type: 'finish',
    finishReason,
    ...(rawFinishReason === undefined ? {} : { rawFinishReason }),
    ...(usage === undefined ? {} : { usage }),
    ...(providerMetadata === undefined ? {} : { providerMetadata }),
  });
}

function* replayPart(part: ResponsePart, id: string): Generator<TimedDelta> {
  switch (part.type) {
    case 'text':
    case 'reasoning': {
      const { type, text, providerMetadata } = part;
      const metadata = providerMetadata === undefined ? {} : { providerMetadata };
      yield now({ type: `${type}-start`, id, ...metadata });
      for (const [delta, delay] of cut(text, part.pieces))
        yield { delta: { type: `${type}-delta`, id, delta }, delay };
      if (type === 'text' && part.citations !== undefined) {
        yield now({ type: 'text-end', id, citations: part.citations, ...metadata });
      } else {
        yield now({ type: `${type}-end`, id, ...metadata });
      }
      return;
    }
    case 'tool-call':
      yield* replayToolCall(part);
      return;
    default:
      yield now(part);
  }
}

// Models stream the input of every call, and the AI SDK tells tools of it (`onInputStart`): so does every replay.
function* replayToolCall(part: ToolCallPart): Generator<TimedDelta> {
  const { pieces, ...call } = part;
  const { toolCallId: id, toolName, providerExecuted, dynamic } = call;
  yield now({
    type: 'tool-input-start',
    id,
    toolName,
    ...(providerExecuted === undefined ? {} : { providerExecuted }),
    ...(dynamic === undefined ? {} : { dynamic }),
  });
  // Of a call without arguments nothing was streamed.
  const streamed = pieces?.every(([length]) => length === 0) ? '' : call.input;
  for (const [delta, delay] of cut(streamed, pieces))
    yield { delta: { type: 'tool-input-delta', id, delta }, delay };
  yield now({ type: 'tool-input-end', id });
  yield now(call);
}

function* cut(text: string, pieces: Pieces | undefined): Generator<readonly [string, number]> {
  if (pieces === undefined) {
    for (const [piece] of text.matchAll(WORDS_A_PIECE)) if (piece !== '') yield [piece, 0];
    return;
  }
  let start = 0;
  for (const [length, delay] of pieces) {
    yield [text.slice(start, start + length), delay];
    start += length;
  }
  if (start < text.length) yield [text.slice(start), 0];
}

function now(delta: ResponseDelta): TimedDelta {
  return { delta, delay: 0 };
}
