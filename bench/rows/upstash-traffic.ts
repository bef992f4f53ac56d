import { bareRequest } from '../run/bare-request.ts';
import { remoteUpstash } from '../run/remote-upstash.ts';
import type { Row } from '../run/row.ts';
import { traffic } from '../run/wire.ts';
import { answer, callOptions } from '../run/workload.ts';
import { upstashCaches } from '../subjects/upstash.ts';

const sizes = [2_500, 500_000];

export const row: Row = {
  title: 'Requests to Upstash Redis, and bytes back',
  columns: [
    { name: 'requests of a miss and its write', unit: '' },
    { name: 'requests of a hit', unit: '' },
    ...sizes.map((size) => ({
      name: `bytes of a hit, ${size / 1_000} KB prompt`,
      unit: 'bytes' as const,
    })),
  ],
  rounds: 1,
  warmUp: 0,
  processes: 1,
  note: `Limit: a bare \`GET\` and a bare \`SET\`. Bodies of replies, without headers; the answer itself has ${answer.length} characters. Which of the requests a caller waits for is held by \`test/countables\`: one ahead of the model, none of the write.`,
  async prepare() {
    const upstash = await remoteUpstash();
    const set = () => bareRequest(upstash.redis, '/pipeline', [['set', 'answer', answer]]);
    const get = () => bareRequest(upstash.redis, '/pipeline', [['get', 'answer']]);
    return [
      {
        name: 'bare GET and SET',
        role: 'limit',
        async round() {
          const miss = await traffic(async () => [await get(), await set()]);
          const hit = await traffic(get);
          return [miss.requests, hit.requests, hit.received, hit.received];
        },
      },
      ...upstashCaches(upstash).map(({ name, role, ask, settle }) => ({
        name,
        role,
        async round() {
          const misses: number[] = [];
          const hits: number[] = [];
          const received: number[] = [];
          for (const size of sizes) {
            const miss = await traffic(async () => {
              await ask(callOptions(size));
              await settle();
            });
            const hit = await traffic(() => ask(callOptions(size)));
            misses.push(miss.requests);
            hits.push(hit.requests);
            received.push(hit.received);
          }
          return [misses[0], hits[0], ...received];
        },
      })),
    ];
  },
};
