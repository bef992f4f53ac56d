import { trigramEmbedder } from '../../examples/demo/trigram-embedder.ts';
import { type CacheOptions, createCache, type ResponseCache } from '../../src/index.ts';
import type { TimeoutOptions } from '../../src/lookup/cache-options.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { upstashRedis, upstashVector } from '../../src/upstash/index.ts';
import type { LayerName, MatrixFault } from './matrix-faults.ts';
import { startTcpProxy } from './tcp-proxy.ts';

/** Real servers with a proxy before the one that the fault strikes. */
export interface Layer {
  /** A cache of one process. */
  cache(skew?: number): ResponseCache;
  /** One that waits for as long as it takes: what it doesn't find isn't there. */
  patientCache(): ResponseCache;
  /** As an application sets it up: with its memory layer and the default timeouts. */
  usualCache(options?: Pick<CacheOptions, 'memory' | 'onEvent'>): ResponseCache;
  /** The servers forget which requests they had. */
  clearRequests(): void;
  strike(fault: MatrixFault): Promise<void>;
  lift(): Promise<void>;
  close(): Promise<void>;
}

/** Short ones: what a fault costs is a multiple of them, and a run has some eighty cells. */
const short = {
  read: 500,
  write: 2_000,
  query: 500,
  embed: 1_000,
  lease: 500,
  wait: 500,
  close: 2_000,
} as const;
const patient = { read: 10_000, write: 10_000, query: 10_000, embed: 10_000, close: 10_000 } as const;

/**
 * Each layer's servers come back at the ports they had: Node's `fetch` keeps a pool for every address that it was ever
 * given, which would look like something of ours.
 */
const ports = new Map<
  LayerName,
  { readonly redis: number; readonly vector: number; readonly proxy: number }
>();
const portOf = (url: string) => Number(new URL(url).port);

export async function startLayer(name: LayerName): Promise<Layer> {
  const known = ports.get(name);
  const upstash = await startUpstash({
    redis: name.startsWith('redis-server') ? 'server' : 'table',
    ports: known ?? {},
  });
  const struck = name === 'vector' ? 'vector' : 'redis';
  const proxy = await startTcpProxy(upstash[struck].url, known?.proxy);
  ports.set(name, {
    redis: portOf(upstash.redis.url),
    vector: portOf(upstash.vector.url),
    proxy: portOf(proxy.url),
  });
  const through = { url: proxy.url, token: upstash[struck].token };
  let otherDimension:
    | { readonly server: LocalUpstash; readonly url: string; readonly token: string }
    | undefined;

  const options = (timeouts: TimeoutOptions, clock: () => number): CacheOptions => {
    const shared = { clock, timeouts, staleIfError: '1m' } as const;
    if (name !== 'vector') {
      return {
        ...shared,
        memory: name === 'redis-server, shared' ? { recheck: 0 } : false,
        singleFlight: name === 'redis-server, shared' ? 'shared' : 'process',
        store: upstashRedis(through, { clock }),
      };
    }
    const index = upstashVector(otherDimension ?? through, { clock });
    return {
      ...shared,
      memory: false,
      store: upstashRedis(upstash.redis, { clock }),
      semantic: semanticLayer({ index, embedder: trigramEmbedder() }),
    };
  };
  const configureMemory = async (bytes: string) => {
    await fetch(upstash.redis.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${upstash.redis.token}` },
      body: JSON.stringify(['CONFIG', 'SET', 'maxmemory', bytes]),
    });
  };
  const isServer = name.startsWith('redis-server');

  return {
    cache: (skew = 0) => createCache(options(short, () => Date.now() + skew)),
    usualCache: (options) => createCache({ ...options, store: upstashRedis(through) }),
    clearRequests: () => upstash.clearRequests(),
    patientCache: () => createCache(options(patient, Date.now)),
    async strike({ proxy: fault, full, dimension }) {
      if (dimension === 'wrong') {
        const server = await startUpstash({ vector: { dimensions: 384 } });
        otherDimension = { server, ...server.vector };
      } else if (full && isServer) await configureMemory('1');
      else await proxy.setFault(fault);
    },
    async lift() {
      if (isServer) await configureMemory('0');
      await proxy.setFault(undefined);
      await otherDimension?.server.close();
      otherDimension = undefined;
    },
    async close() {
      await proxy.close();
      await upstash.close();
    },
  };
}
