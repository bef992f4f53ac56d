import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Terminal } from '../terminal.ts';
import { examineCopies } from './copies.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import type { Finding } from './finding.ts';
import { examineModules } from './modules.ts';
import { examineNext } from './next.ts';
import { examinePackages, installedPackages } from './packages.ts';
import { projectSources } from './project-sources.ts';
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
  const { directory, environment: variables, clock } = environment;
  const [packages, sources, files] = await Promise.all([
    installedPackages(directory),
    projectSources(directory),
    environmentFiles(directory),
  ]);
  const redis = credentialsOf('Redis', redisNames, variables, files);
  const vector = credentialsOf('Vector', vectorNames, variables, files);
  const node = process.versions.node;
  const reached = [
    redis.usable === undefined ? [] : examineRedis(redis.usable, clock),
    vector.usable === undefined ? [] : examineVector(vector.usable, { ...environment, packages }),
  ];
  return [
    ...examineRuntime(node),
    ...examinePackages(packages, { vector, sources }),
    ...(await examineCopies(directory)),
    ...(await examineModules(directory, sources, node)),
    ...(await examineNext({ directory, packages, sources, environment: variables })),
    ...redis.findings,
    ...vector.findings,
    ...(await Promise.all(reached)).flat(),
  ];
}

/** The files that frameworks read variables from, and this command doesn't: their names and texts. */
async function environmentFiles(directory: string): Promise<Readonly<Record<string, string>>> {
  const names = ['.env.local', '.env.development.local', '.env'];
  const texts = await Promise.all(
    names.map((name) => readFile(join(directory, name), 'utf8').catch(() => undefined)),
  );
  return Object.fromEntries(
    names.flatMap((name, index) => (texts[index] === undefined ? [] : [[name, texts[index]]])),
  );
}
