import { execFileSync } from 'node:child_process';
import { startUpstash } from 'reprise/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { run } from './run.ts';

const installed = (() => {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!installed)('reprise doctor on a real redis-server', () => {
  let local: Awaited<ReturnType<typeof startUpstash>>;
  beforeAll(async () => {
    local = await startUpstash({ redis: 'server' });
  });
  afterAll(() => local?.close());

  const environment = () => ({
    UPSTASH_REDIS_REST_URL: local.redis.url,
    UPSTASH_REDIS_REST_TOKEN: local.redis.token,
  });
  async function redis(...command: string[]) {
    await fetch(local.redis.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${local.redis.token}` },
      body: JSON.stringify(command),
    });
  }

  it('finds clock and eviction policy fit', async () => {
    const { out } = await run(['doctor'], { environment: environment() });
    expect(out).toContain('Clock: agrees with the database');
    expect(out).toContain('Eviction: noeviction');
  });

  it('names a clock that is an hour ahead', async () => {
    const { out } = await run(['doctor'], {
      environment: environment(),
      clock: () => Date.now() + 3_600_000,
    });
    expect(out).toMatch(
      /problem\s+Clock: this machine's is 3600\.\d s ahead of the database's\n\s+Set the clock/,
    );
  });

  it('takes a database that is slow to tell its time for no wrong clock', async () => {
    const passed = [0, 10_000];
    const { out } = await run(['doctor'], {
      environment: environment(),
      clock: () => Date.now() + (passed.shift() ?? 0),
    });
    expect(out).toContain('Clock: agrees with the database');
  });

  it('names an eviction policy that may take counters', async () => {
    await redis('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    onTestFinished(() => redis('CONFIG', 'SET', 'maxmemory-policy', 'noeviction'));
    const { code, out } = await run(['doctor'], { environment: environment() });
    expect(out).toMatch(/problem\s+Eviction: the policy "allkeys-lru".*\n\s+Turn eviction off/);
    expect(code).toBe(1);
  });

  it('names a database that is full', async () => {
    await redis('CONFIG', 'SET', 'maxmemory', '1');
    onTestFinished(() => redis('CONFIG', 'SET', 'maxmemory', '0'));
    const { out } = await run(['doctor'], { environment: environment() });
    expect(out).toMatch(/problem\s+Redis: the database is full\n\s+Give it more room/);
  });
});
