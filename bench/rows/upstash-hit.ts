import { bareRequest } from '../run/bare-request.ts';
import { remoteUpstash } from '../run/remote-upstash.ts';
import type { Row } from '../run/row.ts';
import { answer, callOptions, copies } from '../run/workload.ts';
import { upstashCaches } from '../subjects/upstash.ts';

const distances = [0, 5, 30];
/** Calls a round at each distance. */
const calls = [4, 2, 1];

export const row: Row = {
  title: 'Exact hit from Upstash Redis, 2.5 KB prompt, by the round trip that is added',
  columns: distances.map((distance) => ({ name: `${distance} ms away`, unit: 'ms' })),
  rounds: 30,
  warmUp: 10,
  note: 'Limit: a bare `GET` of the answer by `fetch`. The server is the local one of `reprise/testing`, in a process of its own; nobody has a memory ahead of it.',
  async prepare() {
    const upstash = await remoteUpstash();
    const asked = copies(callOptions(2_500));
    await bareRequest(upstash.redis, '/pipeline', [['set', 'answer', answer]]);
    const subjects = upstashCaches(upstash);
    for (const { ask, settle } of subjects) {
      await ask(asked());
      await settle();
    }
    const measured = async (call: () => PromiseLike<unknown>): Promise<number[]> => {
      const times: number[] = [];
      for (const [index, distance] of distances.entries()) {
        await upstash.setLatency(distance);
        const count = calls[index] ?? 1;
        const started = performance.now();
        for (let turn = 0; turn < count; turn++) await call();
        times.push((performance.now() - started) / count);
      }
      return times;
    };
    return [
      {
        name: 'bare GET',
        role: 'limit',
        round: () => measured(() => bareRequest(upstash.redis, '/pipeline', [['get', 'answer']])),
      },
      ...subjects.map(({ name, role, ask, calls: called }) => ({
        name,
        role,
        async round() {
          const times = await measured(() => ask(asked()));
          if (called() !== 1) throw new Error(`${name} called the model ${called()} times.`);
          return times;
        },
      })),
    ];
  },
};
