import { SemanticCache } from '@upstash/semantic-cache';
import { Index } from '@upstash/vector';
import { createCache, textResponse } from 'reprise';
import { semanticLayer } from 'reprise/semantic';
import { upstashRedis, upstashVector } from 'reprise/upstash';
import { bareRequest } from '../run/bare-request.ts';
import { type RemoteUpstash, remoteUpstash } from '../run/remote-upstash.ts';
import type { Row, Subject } from '../run/row.ts';
import { traffic } from '../run/wire.ts';
import { dimensions, wordVector } from '../run/word-vector.ts';
import { answer } from '../run/workload.ts';

const distance = 30;
const question = 'When is a refund due?';
const timeouts = { read: '10s', write: '10s', query: '10s', embed: '10s' } as const;
const request = (text: string) => ({ provider: 'bench', model: 'bench-1', question: text });

export const row: Row = {
  title: `Hit by meaning through Upstash, ${distance} ms away`,
  columns: [
    { name: 'hosted embedder', unit: 'ms' },
    { name: 'own embedder, known question', unit: 'ms' },
    { name: 'own embedder, a question nobody asked', unit: 'ms' },
    { name: 'requests, hosted', unit: '' },
    { name: 'bytes back, hosted', unit: 'bytes' },
  ],
  rounds: 15,
  warmUp: 3,
  processes: 2,
  note: 'Limit: a bare query of the index by `fetch`. `@upstash/semantic-cache` takes the nearest text above a similarity, here 0.5: one question, no check, no context and no tenant. Own embedders embed at once; a question is known to a process that has asked it before.',
  async prepare() {
    const upstash = await remoteUpstash();
    const semantic = new SemanticCache({
      index: new Index({ ...upstash.vector, enableTelemetry: false }),
      minProximity: 0.5,
    });
    await semantic.set(question, answer);
    const query = { data: question, topK: 1, includeData: true, includeMetadata: true };
    let asked = 0;
    const limit = await subject('bare query', 'limit', upstash, {
      hosted: () => bareRequest(upstash.vector, '/query-data', query),
    });
    const peer = await subject('@upstash/semantic-cache', 'peer', upstash, {
      async hosted() {
        if ((await semantic.get(`when is a refund due, please ${asked++}`)) !== answer)
          throw new Error('semantic-cache found nothing.');
      },
    });
    return [
      limit,
      await reprise('reprise', 'reprise', upstash, false),
      await reprise('reprise, queryAhead', 'variant', upstash, true),
      peer,
    ];
  },
};

interface Ways {
  readonly hosted: () => Promise<unknown>;
  readonly known?: () => Promise<unknown>;
  readonly fresh?: () => Promise<unknown>;
}

async function reprise(
  name: string,
  role: 'reprise' | 'variant',
  upstash: RemoteUpstash,
  queryAhead: boolean,
): Promise<Subject> {
  const embedder = {
    id: 'words',
    dimensions,
    embed: async (texts: readonly string[]) => texts.map((text) => Float32Array.from(wordVector(text))),
  };
  const open = (own: boolean) =>
    createCache({
      namespace: `${role}-${own}`,
      memory: false,
      store: upstashRedis(upstash.redis),
      semantic: semanticLayer({
        index: upstashVector(upstash.vector, {
          prefix: `${role}-${own}-`,
          ...(own ? {} : { hostedModel: 'offline' }),
        }),
        queryAhead,
        ...(own ? { embedder } : {}),
      }),
      timeouts,
    });
  const caches = { hosted: open(false), own: open(true) };
  for (const cache of Object.values(caches)) {
    await cache.store(request(question), textResponse(answer));
    await cache.close();
  }
  const find = async (cache: ReturnType<typeof createCache>, text: string) => {
    const found = await cache.lookup(request(text));
    if (found.status !== 'hit' || found.layer !== 'semantic') throw new Error(`${name}: ${found.status}.`);
  };
  let asked = 0;
  // Every one of them is a question of its own that is proved to be the same.
  const wordings = ['when is a refund due, please', 'When is a refund due, please?', 'When is a refund due'];
  return subject(name, role, upstash, {
    hosted: () => find(caches.hosted, wordings[asked++ % wordings.length] ?? question),
    known: () => find(caches.own, wordings[0] ?? question),
    fresh: () => find(caches.own, `when is a refund due, please${' '.repeat(asked++ % 1_000)}`),
  });
}

async function subject(
  name: string,
  role: Subject['role'],
  upstash: RemoteUpstash,
  { hosted, known, fresh }: Ways,
): Promise<Subject> {
  return {
    name,
    role,
    async round() {
      await upstash.setLatency(0);
      const { requests, received } = await traffic(hosted);
      await upstash.setLatency(distance);
      return [
        await milliseconds(hosted),
        known && (await milliseconds(known)),
        fresh && (await milliseconds(fresh)),
        requests,
        received,
      ];
    },
  };
}

async function milliseconds(call: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await call();
  return performance.now() - started;
}
