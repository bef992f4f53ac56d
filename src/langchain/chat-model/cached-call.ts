import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs';
import type { CacheStreamResult } from '../../lookup/cache-result.ts';
import { hitInformation } from '../../lookup/hit-information.ts';
import type { CallOptions, ResponseCache } from '../../lookup/response-cache.ts';
import type { CacheRequest } from '../../request/cache-request.ts';
import type { CachedResponse } from '../../response/cached-response.ts';
import { withFreshToolCallIds } from '../../response/renew-ids.ts';
import { type ReplayPace, replayStream } from '../../response/replay-stream.ts';
import { neutralResult, tell } from '../answer/chat-result.ts';
import { LANGCHAIN } from '../answer/content-part.ts';
import { ChunkReader } from '../answer/from-chunks.ts';
import { ChunkWriter, type ChunkWriterOptions, tellFirst, tellLast } from '../answer/to-chunks.ts';
import { toMessage } from '../answer/to-message.ts';
import { formOf, modelProviderOf, replayable } from '../answer/to-metadata.ts';
import type { ToolNames } from '../request/tool-names.ts';
import { chunkStream, END, type StreamedChunk } from './chunk-stream.ts';
import { canStream, modelStream } from './model-stream.ts';

/** One call of a chat model, and the cache that is asked first. */
export interface CachedCall {
  readonly cache: ResponseCache;
  readonly request: CacheRequest;
  /** The names of the caller's tools, and those in the cache. */
  readonly names: ToolNames;
  /** Who answers on a miss, with which messages and options. */
  readonly model: BaseChatModel;
  readonly messages: BaseMessage[];
  readonly options: BaseChatModel['ParsedCallOptions'];
  /** The caller's own, not one that is bound to the model. */
  readonly signal: AbortSignal | undefined;
  readonly runManager: CallbackManagerForLLMRun | undefined;
  /** How fast a stored answer streams. */
  readonly pace: ReplayPace;
  /** Whether a stream that ends without saying how is taken for finished. */
  readonly assumeFinished: boolean;
}

/** The answer as the model gave it, or as it was stored; its message says where it came from. */
export async function cachedResult(call: CachedCall): Promise<ChatResult> {
  const { cache, request, names, model, messages, options, signal: own, runManager } = call;
  let generated: ChatResult | undefined;
  const generate = async (signal: AbortSignal) => {
    generated = await model._generate(messages, { ...options, ...abortable(own, signal) }, runManager);
    return names.neutral(neutralResult(generated));
  };
  const result = await cache.getOrSet(request, generate, waiting(own));
  const told = hitInformation(result);
  // Beside a hit the model may have been called too, in the background.
  if (generated !== undefined && !('layer' in result)) return tell(generated, told);
  const response = replayed(result.response, call);
  // A model that streams inside of `invoke` tells its callbacks of each chunk.
  if (Reflect.get(model, 'streaming') === true) {
    for await (const chunk of writtenResponse(response, call, told)) await announce(chunk, runManager);
  }
  const message = toMessage(response, writingOf(call, told));
  const { response_metadata: metadata } = message;
  return {
    generations: [{ text: message.text, message, generationInfo: { finish_reason: metadata.finish_reason } }],
    llmOutput: { tokenUsage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 } },
  };
}

/** The same in chunks; the first says where they came from. The run's callbacks are told of each. */
export async function* cachedChunks(call: CachedCall): AsyncGenerator<ChatGenerationChunk> {
  const { cache, request, names, model, messages, options, signal: own, runManager } = call;
  const assumeFinished = call.assumeFinished || !canStream(model);
  let reader = new ChunkReader(assumeFinished);
  const source = {
    // Callbacks are told below, of every chunk of every stream, wherever it comes from.
    open: (signal: AbortSignal) => {
      reader = new ChunkReader(assumeFinished);
      return chunkStream(modelStream(model, messages, { ...options, ...abortable(own, signal) }));
    },
    *toDeltas(chunk: StreamedChunk) {
      for (const delta of reader.read(chunk)) yield names.neutral(delta);
    },
  };
  const result = await cache.getOrStream(request, source, waiting(own));
  const told = hitInformation(result);
  for await (const chunk of tellFirst(chunksOf(result, call, told), told)) {
    yield chunk;
    await announce(chunk, runManager);
  }
}

async function* chunksOf(
  result: CacheStreamResult<StreamedChunk>,
  call: CachedCall,
  told: ChunkWriterOptions['told'],
): AsyncGenerator<ChatGenerationChunk> {
  if ('stream' in result) {
    for await (const chunk of result.stream) if (chunk !== END) yield chunk;
  } else if ('deltas' in result) {
    const writer = new ChunkWriter(writingOf(call, told), formOf({}));
    for await (const delta of result.deltas) {
      const chunks = writer.write(call.names.own(delta));
      // What a joined stream spares is known when it ends.
      yield* delta.type === 'finish' ? tellLast(chunks, { saved: result.savings(delta.usage) }) : chunks;
    }
  } else yield* writtenResponse(replayed(result.response, call), call, told);
}

/** A stored answer in chunks. */
async function* writtenResponse(
  response: CachedResponse,
  call: CachedCall,
  told: ChunkWriterOptions['told'],
): AsyncGenerator<ChatGenerationChunk> {
  const { pace, signal } = call;
  const writing = { ...writingOf(call, told), ...modelProviderOf(response) };
  const writer = new ChunkWriter(writing, formOf(response));
  const chunks = replayStream(response, (delta) => writer.write(delta), { pace, signal });
  for await (const each of chunks) yield* each;
}

/** A stored answer with ids of its own, and the names of the caller's tools. */
function replayed(response: CachedResponse, { names }: CachedCall): CachedResponse {
  return names.own(withFreshToolCallIds(response));
}

async function announce(
  chunk: ChatGenerationChunk,
  runManager: CallbackManagerForLLMRun | undefined,
): Promise<void> {
  const place = { prompt: 0, completion: Number(chunk.generationInfo?.completion ?? 0) };
  await runManager?.handleLLMNewToken(chunk.text, place, undefined, undefined, undefined, { chunk });
}

function writingOf(
  { request: { provider }, runManager }: CachedCall,
  told: ChunkWriterOptions['told'],
): ChunkWriterOptions {
  return { id: `run-${runManager?.runId ?? crypto.randomUUID()}`, provider, told };
}

// A call without a signal gets none; a shared call must end when its last caller leaves.
function abortable(own: AbortSignal | undefined, signal: AbortSignal) {
  return own === undefined ? {} : { signal };
}

function waiting(signal: AbortSignal | undefined): CallOptions {
  return {
    ...(signal === undefined ? {} : { signal }),
    dialect: { name: LANGCHAIN, accepts: replayable },
  };
}
