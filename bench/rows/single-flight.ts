import { wrapLanguageModel } from 'ai';
import type { Row } from '../run/row.ts';
import { quantile } from '../run/statistics.ts';
import { callOptions, model } from '../run/workload.ts';
import { memoryCaches } from '../subjects/middlewares.ts';

const crowds = [200, 1_000];
const settings = { deltas: 100, latency: 50 };

export const row: Row = {
  title: 'Identical streams at once: 100 parts within 50 ms',
  columns: crowds.flatMap((crowd) => [
    { name: `${crowd}: calls of the model`, unit: '' as const },
    { name: `${crowd}: first part, p99`, unit: 'ms' as const },
    { name: `${crowd}: all have all`, unit: 'ms' as const },
  ]),
  rounds: 4,
  warmUp: 1,
  processes: 2,
  note: 'Limit: one stream, alone and without a cache. The model gives its parts in ten bursts 5 ms apart. By the wall clock: who calls the model for each waits for all of them at the same time, which costs no more than one.',
  async prepare() {
    let asked = 0;
    const subjects = memoryCaches
      .filter(({ streams }) => streams)
      .map(({ name, role, create }) => ({
        name,
        role,
        async round() {
          const values: number[] = [];
          for (const crowd of crowds) {
            const asks = model(settings);
            const wrapped = wrapLanguageModel({ model: asks, middleware: create() });
            const question = `Question ${asked++}?`;
            const { first, all } = await timed(crowd, async () =>
              wrapped.doStream(callOptions(2_500, question)),
            );
            values.push(asks.calls, first, all);
          }
          return values;
        },
      }));
    return [
      {
        name: 'one stream, alone',
        role: 'limit',
        async round() {
          const { first, all } = await timed(1, async () => model(settings).doStream(callOptions(2_500)));
          return crowds.flatMap(() => [1, first, all]);
        },
      },
      ...subjects,
    ];
  },
};

async function timed(crowd: number, open: () => Promise<{ readonly stream: ReadableStream<unknown> }>) {
  const started = performance.now();
  const firsts = await Promise.all(
    Array.from({ length: crowd }, async () => {
      const { stream } = await open();
      const reader = stream.getReader();
      await reader.read();
      const first = performance.now() - started;
      for (;;) if ((await reader.read()).done) break;
      return first;
    }),
  );
  return { first: quantile(firsts, 0.99), all: performance.now() - started };
}
