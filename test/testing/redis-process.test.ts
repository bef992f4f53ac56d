import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasRedisServer } from '../../src/testing/redis/redis-process.ts';
import { patience } from '../patience.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = `
  import { startUpstash } from './src/testing/index.ts';
  const { redis } = await startUpstash({ redis: 'server' });
  console.log(redis.url);
`;
describe.skipIf(!(await hasRedisServer()))('a redis-server started by startUpstash', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reprise-signals-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const servers = async (): Promise<string> => {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
    return stdout
      .split('\n')
      .filter((line) => line.includes('redis-server') && line.includes(folder))
      .join('\n');
  };

  it.each([
    'SIGTERM',
    'SIGINT',
    'SIGHUP',
    'SIGKILL',
  ] as const)('ends with its process on %s, and leaves no folder', async (signal) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      cwd: root,
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const folders = async () => (await readdir(folder)).filter((name) => name.startsWith('reprise-redis-'));
    expect(await folders()).toHaveLength(1);
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    await vi.waitFor(async () => expect(await folders()).toEqual([]), patience);
    await vi.waitFor(async () => expect(await servers()).toBe(''), patience);
  });
});
