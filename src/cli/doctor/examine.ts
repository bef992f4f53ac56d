import type { Terminal } from '../terminal.ts';
import { examineBundler } from './bundler.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import type { Finding } from './finding.ts';
import { examinePackages, installedPackages } from './packages.ts';
import { examineRedis } from './redis.ts';
import { examineRuntime } from './runtime.ts';
import { examineVector } from './vector.ts';

/** What is examined, and from where. */
export interface Environment extends Pick<Terminal, 'environment' | 'directory' | 'clock'> {
  /** Of the vectors of the user's embedder. Default: those of the local embedder, where it is installed. */
  readonly dimensions?: number;
}

const redisNames: Credentials['names'][] = [
  { url: 'UPSTASH_REDIS_REST_URL', token: 'UPSTASH_REDIS_REST_TOKEN' },
  { url: 'KV_REST_API_URL', token: 'KV_REST_API_TOKEN' },
];
const vectorNames: Credentials['names'][] = [
  { url: 'UPSTASH_VECTOR_REST_URL', token: 'UPSTASH_VECTOR_REST_TOKEN' },
];

/** Looks at all that the cache depends on, cheapest first. Never rejects: what can't be looked at is a finding too. */
export async function examine(environment: Environment): Promise<readonly Finding[]> {
  const packages = await installedPackages(environment.directory);
  const redis = credentialsOf('Redis', redisNames, environment.environment);
  const vector = credentialsOf('Vector', vectorNames, environment.environment);
  const reached = [
    redis.usable === undefined ? [] : examineRedis(redis.usable, environment.clock),
    vector.usable === undefined ? [] : examineVector(vector.usable, { ...environment, packages }),
  ];
  return [
    ...examineRuntime(process.versions.node),
    ...examinePackages(packages, {
      vector: vector.usable !== undefined,
    }),
    ...(await examineBundler(environment.directory, packages)),
    ...redis.findings,
    ...vector.findings,
    ...(await Promise.all(reached)).flat(),
  ];
}
