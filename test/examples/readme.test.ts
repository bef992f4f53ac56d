import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalUpstash, startUpstash } from '../../src/testing/index.ts';
import { patience } from '../patience.ts';
import { patientTimers } from './patient-timers.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
const answer = 'Danube, Rhine, Loire.';

describe('the README', () => {
  let folder: string;
  let model: LLMock;
  let upstash: LocalUpstash;
  let blocks: readonly string[];

  beforeAll(async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    blocks = [...readme.matchAll(/^```(?:js|ts)\n(.*?)^```$/gms)].map(([, code = '']) => code);
    // Inside of the repository, so that packages are found as they are from any file of it.
    await mkdir(join(root, '.cache'), { recursive: true });
    folder = await mkdtemp(join(root, '.cache/readme-'));
    model = new LLMock({ port: 0 });
    model.onMessage(/./, { content: answer });
    await model.start();
    upstash = await startUpstash();
  });

  afterAll(async () => {
    await Promise.all([rm(folder, { recursive: true }), model.stop(), upstash.close()]);
  });

  /** Runs a block as a file of its own, with what may follow it, and gives what it printed. */
  async function run(block: string | undefined, more = ''): Promise<string> {
    const file = join(folder, `block-${crypto.randomUUID()}.mts`);
    await writeFile(file, `${block ?? 'throw new Error("There is no such block.");'}\n${more}`);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [tsx, '--tsconfig', 'tsconfig.json', file],
      {
        cwd: root,
        timeout: patience.timeout,
        env: {
          ...process.env,
          ...patientTimers,
          OPENAI_BASE_URL: `${model.url}/v1`,
          OPENAI_API_KEY: 'local',
          UPSTASH_REDIS_REST_URL: upstash.redis.url,
          UPSTASH_REDIS_REST_TOKEN: upstash.redis.token,
        },
      },
    );
    return stdout;
  }

  const blockWith = (text: string) => blocks.find((block) => block.includes(text));

  it('shows a miss and a hit in memory', async () => {
    const output = await run(blockWith("for (const time of ['first', 'second'])"));
    expect(output).toBe(`first miss ${answer}\nsecond hit ${answer}\n`);
  });

  it('shares an answer through Upstash Redis with a second process', async () => {
    const block = blockWith('store: upstashRedis(');
    model.clearRequests();
    const outputs = [await run(block), await run(block)];
    expect(outputs).toEqual([answer, answer]);
    expect(model.getRequests()).toHaveLength(1);
  });

  it('counts', async () => {
    const output = await run(blockWith('cache.stats()'));
    expect(output).toContain('hits: 0');
  });

  it('invalidates in every way that it shows', async () => {
    const output = await run(
      blockWith('cache.invalidate('),
      "console.log(await cache.invalidate({ tags: ['handbook'] }));",
    );
    expect(output).toContain('done: true');
  });
});
