import { Redis } from '@upstash/redis';
import { type LanguageModelMiddleware, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import type { SemanticLayer } from 'reprise/contracts';
import { semanticLayer } from 'reprise/semantic';
import { upstashRedis, upstashVector } from 'reprise/upstash';
import { bareRequest } from '../run/bare-request.ts';
import { remoteUpstash } from '../run/remote-upstash.ts';
import type { Row, Subject } from '../run/row.ts';
import { answer, callOptions, model } from '../run/workload.ts';
import { recipe } from '../subjects/recipe.ts';

const distance = 30;
const deltas = 100;

export const row: Row = {
  title: `Streams through Upstash, ${distance} ms away: what a miss and a hit wait for`,
  columns: [
    { name: 'miss: until the model is called', unit: 'ms' },
    { name: 'miss: until the last part', unit: 'ms' },
    { name: 'hit: until the first part', unit: 'ms' },
    { name: 'hit: until the last part', unit: 'ms' },
  ],
  rounds: 15,
  warmUp: 5,
  processes: 2,
  note: `The model answers at once, in ${deltas} parts. Limit: a bare \`GET\` by \`fetch\`. Nobody has a memory ahead of Upstash; the index embeds on the server.`,
  async prepare() {
    const upstash = await remoteUpstash();
    await bareRequest(upstash.redis, '/pipeline', [['set', 'answer', answer]]);
    await upstash.setLatency(distance);
    const timeouts = { read: '10s', write: '10s', query: '10s', embed: '10s' } as const;
    const open = (namespace: string, semantic?: SemanticLayer) =>
      createCache({
        namespace,
        memory: false,
        store: upstashRedis(upstash.redis),
        timeouts,
        ...(semantic === undefined ? {} : { semantic }),
      });
    const meaning = (queryAhead: boolean) =>
      semanticLayer({
        index: upstashVector(upstash.vector, { prefix: `ahead-${queryAhead}-`, hostedModel: 'offline' }),
        queryAhead,
      });
    const limit: Subject = {
      name: 'bare GET',
      role: 'limit',
      async round() {
        const started = performance.now();
        await bareRequest(upstash.redis, '/pipeline', [['get', 'answer']]);
        const trip = performance.now() - started;
        return [trip, trip, trip, trip];
      },
    };
    const subjects: readonly [name: string, role: Subject['role'], middleware: LanguageModelMiddleware][] = [
      ['reprise', 'reprise', cacheMiddleware(open('exact'))],
      ['reprise, by meaning', 'variant', cacheMiddleware(open('meaning', meaning(false)))],
      ['reprise, by meaning, queryAhead', 'variant', cacheMiddleware(open('ahead', meaning(true)))],
      ['recipe + @upstash/redis', 'peer', recipe(new Redis({ ...upstash.redis, enableTelemetry: false }))],
    ];
    return [limit, ...subjects.map(([name, role, middleware]) => streams(name, role, middleware))];
  },
};

function streams(name: string, role: Subject['role'], middleware: LanguageModelMiddleware): Subject {
  const asks = model({ deltas });
  const stream = asks.doStream.bind(asks);
  let called = 0;
  asks.doStream = (options) => {
    called = performance.now();
    return stream(options);
  };
  const wrapped = wrapLanguageModel({ model: asks, middleware });
  const replay = async (question: string) => {
    const started = performance.now();
    const reader = (await wrapped.doStream(callOptions(2_500, question))).stream.getReader();
    await reader.read();
    const first = performance.now() - started;
    while (!(await reader.read()).done);
    return { started, first, last: performance.now() - started };
  };
  let asked = 0;
  return {
    name,
    role,
    async round() {
      const question = `${name}: when is order ${asked++} due?`;
      called = 0;
      const miss = await replay(question);
      const ahead = called - miss.started;
      // Behind its write.
      await new Promise((resolve) => setTimeout(resolve, 5 * distance));
      called = 0;
      const hit = await replay(question);
      if (ahead < 0 || called !== 0) throw new Error(`${name} called the model at the wrong time.`);
      return [ahead, miss.last, hit.first, hit.last];
    },
  };
}
