import { wrapLanguageModel } from 'ai';
import { bareRequest } from '../run/bare-request.ts';
import { remoteUpstash } from '../run/remote-upstash.ts';
import { processorTime } from '../run/rounds.ts';
import type { Row, Subject } from '../run/row.ts';
import { answer, callOptions, copies, model } from '../run/workload.ts';
import { memoryCaches } from '../subjects/middlewares.ts';
import { upstashCaches } from '../subjects/upstash.ts';

const atOnce = 50;
const calls = 200;

export const row: Row = {
  title: 'Hits a second on one core, 50 different ones at once, 2.5 KB prompt',
  columns: [
    { name: 'memory', unit: 'a second', better: 'higher' },
    { name: 'Upstash', unit: 'a second', better: 'higher' },
  ],
  rounds: 10,
  warmUp: 5,
  processes: 2,
  note: 'By processor time of the process that asks; the local Upstash is another. Limit: a bare `GET` by `fetch`. `@upstash/redis` sends what is asked within one tick as one request.',
  async prepare() {
    const upstash = await remoteUpstash();
    await bareRequest(upstash.redis, '/pipeline', [['set', 'answer', answer]]);
    const remote = upstashCaches(upstash);
    const asked = Array.from({ length: atOnce }, (_, lane) =>
      copies(callOptions(2_500, `When is order ${lane} due?`)),
    );
    const ask = (call: (request: ReturnType<typeof callOptions>) => PromiseLike<unknown>) =>
      hitsASecond((lane) => call(asked[lane]?.() ?? callOptions(0)));
    for (const subject of remote) {
      await ask(subject.ask);
      await subject.settle();
    }
    const limit: Subject = {
      name: 'bare GET',
      role: 'limit',
      async round() {
        const get = () => bareRequest(upstash.redis, '/pipeline', [['get', 'answer']]);
        return [undefined, await hitsASecond(get)];
      },
    };
    const local: readonly Subject[] = memoryCaches.map(({ name, role, create }) => {
      const wrapped = wrapLanguageModel({ model: model(), middleware: create() });
      const stored = remote.find((subject) => subject.name === name);
      return {
        name,
        role,
        async round() {
          const memory = await ask((request) => wrapped.doGenerate(request));
          return [memory, stored && (await ask(stored.ask))];
        },
      };
    });
    const others: readonly Subject[] = remote
      .filter(({ role }) => role !== 'reprise')
      .map((subject) => ({
        name: subject.name,
        role: subject.role,
        round: async () => [undefined, await ask(subject.ask)],
      }));
    return [limit, ...local, ...others];
  },
};

async function hitsASecond(hit: (lane: number) => PromiseLike<unknown>): Promise<number> {
  const started = processorTime();
  await Promise.all(
    Array.from({ length: atOnce }, async (_, lane) => {
      for (let call = 0; call < calls / atOnce; call++) await hit(lane);
    }),
  );
  return calls / ((processorTime() - started) / 1e6);
}
