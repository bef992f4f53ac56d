import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { type LanguageModelMiddleware, wrapLanguageModel } from 'ai';
import { processorTime } from '../run/rounds.ts';
import type { Row } from '../run/row.ts';
import { callOptions, copies, model, pulled, streamParts } from '../run/workload.ts';
import { memoryCaches } from '../subjects/middlewares.ts';

type Streamed = () => PromiseLike<{ readonly stream: ReadableStream<LanguageModelV4StreamPart> }>;

export const row: Row = {
  title: 'Streamed hit from memory, AI SDK `doStream`, 2.5 KB prompt',
  columns: [
    { name: '300 parts: first', unit: 'µs' },
    { name: '300 parts: all', unit: 'µs' },
    { name: '3,000 parts: all', unit: 'µs' },
  ],
  rounds: 100,
  warmUp: 40,
  note: "Limit: a bare ReadableStream over an array of the parts. The recipe's own replay waits 10 ms ahead of each part; here it doesn't.",
  async prepare() {
    const limit = {
      name: 'bare ReadableStream',
      role: 'limit' as const,
      round: replays(
        async () => ({ stream: pulled(short) }),
        async () => ({ stream: pulled(long) }),
      ),
    };
    const subjects = memoryCaches
      .filter(({ streams }) => streams)
      .map(({ name, role, create }) => ({
        name,
        role,
        round: replays(warm(name, create(), 300), warm(name, create(), 3_000)),
      }));
    return [limit, ...subjects];
  },
};

const short = streamParts(300);
const long = streamParts(3_000);

function warm(name: string, middleware: LanguageModelMiddleware, deltas: number): Streamed {
  const asks = model({ deltas });
  const wrapped = wrapLanguageModel({ model: asks, middleware });
  const asked = copies(callOptions(2_500));
  return async () => {
    const result = await wrapped.doStream(asked());
    if (asks.calls !== 1) throw new Error(`${name} called the model ${asks.calls} times.`);
    return result;
  };
}

function replays(few: Streamed, many: Streamed): () => Promise<number[]> {
  return async () => {
    const { first, all } = await replay(few);
    return [first, all, (await replay(many)).all];
  };
}

/** Microseconds of processor time from the call to the first part, and to the end. */
async function replay(call: Streamed): Promise<{ first: number; all: number }> {
  const started = processorTime();
  const { stream } = await call();
  const reader = stream.getReader();
  await reader.read();
  const first = processorTime() - started;
  for (;;) if ((await reader.read()).done) break;
  return { first, all: processorTime() - started };
}
