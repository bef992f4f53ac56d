import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { wrapLanguageModel } from 'ai';
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
  rounds: 60,
  warmUp: 25,
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
        round: replays(warm(create(), 300), warm(create(), 3_000)),
      }));
    return [limit, ...subjects];
  },
};

const short = streamParts(300);
const long = streamParts(3_000);

function warm(middleware: Parameters<typeof wrapLanguageModel>[0]['middleware'], deltas: number): Streamed {
  const wrapped = wrapLanguageModel({ model: model({ deltas }), middleware });
  const asked = copies(callOptions(2_500));
  return async () => wrapped.doStream(asked());
}

function replays(few: Streamed, many: Streamed): () => Promise<number[]> {
  return async () => {
    const each: Awaited<ReturnType<typeof replay>>[] = [];
    for (let call = 0; call < 6; call++) each.push(await replay(few));
    const mean = (pick: (times: { first: number; all: number }) => number) =>
      each.reduce((sum, times) => sum + pick(times), 0) / each.length;
    return [mean(({ first }) => first), mean(({ all }) => all), (await replay(many)).all];
  };
}

async function replay(call: Streamed): Promise<{ first: number; all: number }> {
  const started = performance.now();
  const { stream } = await call();
  const reader = stream.getReader();
  await reader.read();
  const first = performance.now() - started;
  for (;;) if ((await reader.read()).done) break;
  return { first: first * 1_000, all: (performance.now() - started) * 1_000 };
}
