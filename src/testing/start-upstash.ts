import { randomUUID } from 'node:crypto';
import { redisDialect } from './redis/redis-dialect.ts';
import { redisProcess } from './redis/redis-process.ts';
import { redisRestService } from './redis/redis-rest-service.ts';
import { redisTable } from './redis/redis-table.ts';
import type { RestFault } from './rest/rest-fault.ts';
import { type RestRequest, startRestServer } from './rest/rest-server.ts';
import { vectorDialect } from './vector/vector-dialect.ts';
import { type VectorServiceOptions, vectorService } from './vector/vector-service.ts';

export type UpstashServiceName = 'redis' | 'vector';

export interface StartUpstashOptions {
  /** What answers Redis commands: a `table` in memory (default), or a `redis-server` started for the purpose. */
  readonly redis?: 'table' | 'server';
  /** The vector index: dimension, metric, hosted model, lag and filter budget. Default: 512 dimensions, cosine. */
  readonly vector?: Omit<VectorServiceOptions, 'clock'>;
  /** The token clients must send. Default: a random one. */
  readonly token?: string;
  /** Milliseconds since the epoch, for the expiry of the table and the lag of vectors; a real server keeps its own time. Default `Date.now`. */
  readonly clock?: () => number;
  /** Ports on 127.0.0.1. Default: any free ones. */
  readonly ports?: { readonly redis?: number; readonly vector?: number };
}

/** A fault, at which service (default: every one), and for how many requests (default `Infinity`, until lifted). */
export type UpstashFault = RestFault & { readonly times?: number; readonly service?: UpstashServiceName };

export interface LocalUpstash {
  /** What a client of Upstash Redis is given. */
  readonly redis: { readonly url: string; readonly token: string };
  /** What a client of Upstash Vector is given. */
  readonly vector: { readonly url: string; readonly token: string };
  /** Puts a fault in force, and returns what lifts it. */
  fault(fault: UpstashFault): () => void;
  /** The requests of a service since the start or the last `clearRequests`. */
  requests(service?: UpstashServiceName): readonly RestRequest[];
  clearRequests(): void;
  /** Ends all connections and forgets all data. */
  close(): Promise<void>;
}

/**
 * Starts a local server that speaks Upstash's REST protocols, for tests, demos and work without an account. It
 * listens on 127.0.0.1, keeps everything in memory, and commits faults on demand.
 *
 * @throws StoreFailedError with `redis: 'server'` when `redis-server` isn't on the PATH.
 */
export async function startUpstash(options: StartUpstashOptions = {}): Promise<LocalUpstash> {
  const { redis = 'table', vector = {}, token = randomUUID(), clock = Date.now, ports = {} } = options;
  const executor = redis === 'server' ? await redisProcess() : redisTable({ clock });
  const servers = {
    redis: await startRestServer({
      service: redisRestService(executor),
      dialect: redisDialect(),
      token,
      port: ports.redis ?? 0,
    }),
    vector: await startRestServer({
      service: vectorService({ ...vector, clock }),
      dialect: vectorDialect(),
      token,
      port: ports.vector ?? 0,
    }),
  };
  const all = Object.values(servers);

  return {
    redis: { url: servers.redis.url, token },
    vector: { url: servers.vector.url, token },
    fault({ times, service, ...fault }) {
      const targets = service === undefined ? all : [servers[service]];
      const lifts = targets.map((server) => server.faults.add(fault, times));
      return () => {
        for (const lift of lifts) lift();
      };
    },
    requests: (service = 'redis') => servers[service].requests(),
    clearRequests() {
      for (const server of all) server.clearRequests();
    },
    async close() {
      await Promise.all(all.map((server) => server.close()));
    },
  };
}
