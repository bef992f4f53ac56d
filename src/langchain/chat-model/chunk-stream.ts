import type { ChatGenerationChunk } from '@langchain/core/outputs';

/** Stands after the last chunk of a stream: LangChain's streams have no chunk that says "this was all". */
export const END = Symbol('end of the answer');

export type StreamedChunk = ChatGenerationChunk | typeof END;

/**
 * A chat model's chunks as a stream, whole only with `END`. Resolves with the first chunk, so that a call that fails at
 * once rejects here. Nothing is read ahead of the reader.
 */
export async function chunkStream(
  chunks: AsyncIterator<ChatGenerationChunk>,
): Promise<ReadableStream<StreamedChunk>> {
  let next: IteratorResult<ChatGenerationChunk> | undefined = await chunks.next();
  return new ReadableStream<StreamedChunk>(
    {
      async pull(controller) {
        const { done, value } = next ?? (await chunks.next());
        next = undefined;
        controller.enqueue(done ? END : value);
        if (done) controller.close();
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
