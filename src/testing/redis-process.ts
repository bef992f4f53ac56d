import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreFailedError } from '../errors.ts';
import type { RedisExecutor } from './redis-reply.ts';
import { respClient } from './resp-client.ts';

const startTimeout = 10_000;

/** Whether `redis-server` is on the PATH, so that tests can pass over what needs it. */
export function hasRedisServer(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('redis-server', ['--version'], (error) => resolve(error === null));
  });
}

/**
 * Starts a `redis-server` of its own, which keeps nothing on disk and listens on a Unix socket only: no port to
 * collide on, and nobody else can reach it. It ends with `close`, at the latest with this process.
 *
 * @throws StoreFailedError when it isn't on the PATH, or doesn't answer within 10 seconds.
 */
export async function redisProcess(): Promise<RedisExecutor> {
  const directory = await mkdtemp(join(tmpdir(), 'reprise-redis-'));
  const path = join(directory, 'redis.sock');
  const settings = [
    '--port',
    '0',
    '--unixsocket',
    path,
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    directory,
  ];
  const server = spawn('redis-server', settings, { stdio: 'ignore' });
  const endNow = () => server.kill('SIGKILL');
  process.once('exit', endNow);

  let missing = false;
  server.once('error', () => {
    missing = true;
  });
  const exited = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  const end = async () => {
    process.removeListener('exit', endNow);
    server.kill('SIGKILL');
    await exited;
    await rm(directory, { recursive: true, force: true });
  };

  const deadline = Date.now() + startTimeout;
  for (;;) {
    try {
      const client = await respClient(path);
      await client.execute(['PING']);
      return {
        ...client,
        async close() {
          await client.close();
          await end();
        },
      };
    } catch {
      if (missing || server.exitCode !== null || Date.now() > deadline) {
        await end();
        throw new StoreFailedError('start redis-server', missing ? 'not on the PATH' : 'no answer');
      }
      await delay(20);
    }
  }
}
