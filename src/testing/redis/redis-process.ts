import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreFailedError } from '../../errors.ts';
import type { RedisExecutor } from './redis-reply.ts';
import { respClient } from './resp-client.ts';

const startTimeout = 60_000;

/** Whether `redis-server` is on the PATH, so that tests can pass over what needs it. */
export function hasRedisServer(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('redis-server', ['--version'], (error) => resolve(error === null));
  });
}

/**
 * Runs the server until its input ends, which it does when whoever started it has ended, however that was; then
 * removes its folder. Exits with 127 when there is no server.
 */
const untilInputEnds = `
folder=$1; shift
command -v redis-server >/dev/null || exit 127
redis-server "$@" >/dev/null 2>&1 &
server=$!
trap '' HUP INT TERM
cat >/dev/null
kill -9 "$server"
wait "$server"
rm -rf "$folder"
`;

/**
 * Starts a `redis-server` of its own, which keeps nothing on disk and listens on a Unix socket only: no port to
 * collide on, and nobody else can reach it. It ends, and its folder goes, with `close`, at the latest with this process:
 * also when that is killed.
 *
 * @throws StoreFailedError when it isn't on the PATH, or doesn't answer within a minute.
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
  const keeper = spawn('sh', ['-c', untilInputEnds, 'sh', directory, ...settings], {
    // In a session of its own, since Ctrl-C is sent to all of a terminal's processes.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // A keeper that has ended breaks its pipe; `exited` tells of it.
  keeper.stdin.on('error', () => {});
  const exited = new Promise<void>((resolve) => {
    keeper.once('exit', () => resolve());
    keeper.once('error', () => resolve());
  });
  const end = async () => {
    keeper.stdin.end();
    await exited;
    await rm(directory, { recursive: true, force: true });
  };

  const deadline = performance.now() + startTimeout;
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
      const ended = keeper.exitCode;
      if (ended !== null || keeper.pid === undefined || performance.now() > deadline) {
        await end();
        throw new StoreFailedError('start redis-server', ended === 127 ? 'not on the PATH' : 'no answer');
      }
      await delay(20);
    }
  }
}
