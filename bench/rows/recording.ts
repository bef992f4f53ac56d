import { wrapLanguageModel } from 'ai';
import { processorTime } from '../run/rounds.ts';
import type { Row, Subject } from '../run/row.ts';
import { callOptions, model, pulled, streamParts } from '../run/workload.ts';
import { memoryCaches } from '../subjects/middlewares.ts';

const deltas = 3_000;
const parts = streamParts(deltas);

export const row: Row = {
  title: 'Recording a miss, AI SDK `doStream`, 3,000 parts from a model that answers at once',
  columns: [
    { name: 'a part, in all', unit: 'µs' },
    { name: 'a part, above the bare stream', unit: 'µs' },
  ],
  rounds: 30,
  warmUp: 10,
  note: 'Limit: a bare `tee`, both branches read together. Caches of functions give the caller nothing until the last part has come, and read without him.',
  async prepare() {
    const tee: Subject = {
      name: 'bare tee, both read',
      role: 'limit',
      async round() {
        const without = await perPart(() => drain(pulled(parts)));
        const time = await perPart(() => Promise.all(pulled(parts).tee().map(drain)));
        return [time, time - without];
      },
    };
    const subjects = memoryCaches
      .filter(({ streams }) => streams)
      .map(({ name, role, create }) => {
        const asks = model({ deltas });
        const wrapped = wrapLanguageModel({ model: asks, middleware: create() });
        let asked = 0;
        return {
          name,
          role,
          async round() {
            const without = await perPart(() => drain(pulled(parts)));
            const request = callOptions(2_500, `Question ${asked++}?`);
            const time = await perPart(async () => drain((await wrapped.doStream(request)).stream));
            if (asks.calls !== asked) throw new Error(`${name} answered what it had never seen.`);
            return [time, time - without];
          },
        };
      });
    return [tee, ...subjects];
  },
};

async function drain(stream: ReadableStream<unknown>): Promise<void> {
  const reader = stream.getReader();
  for (;;) if ((await reader.read()).done) return;
}

/** Microseconds of processor time a part. */
async function perPart(read: () => Promise<unknown>): Promise<number> {
  const started = processorTime();
  await read();
  return (processorTime() - started) / parts.length;
}
