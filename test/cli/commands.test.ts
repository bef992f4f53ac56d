import { get } from 'node:http';
import { createCache, sharedStatistics, textResponse } from 'reprise';
import { encryption } from 'reprise/encryption';
import { startUpstash } from 'reprise/testing';
import { upstashFromEnv } from 'reprise/upstash';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientTimeouts } from '../patience.ts';
import { run } from './run.ts';

let local: Awaited<ReturnType<typeof startUpstash>>;
let environment: Record<string, string>;
beforeAll(async () => {
  local = await startUpstash();
  environment = { UPSTASH_REDIS_REST_URL: local.redis.url, UPSTASH_REDIS_REST_TOKEN: local.redis.token };
});
afterAll(() => local.close());

const request = (question: string, extra: object = {}) => ({
  provider: 'openai',
  model: 'gpt-4o',
  question,
  ...extra,
});

/** An application of its own, in the namespace. */
function application(namespace: string) {
  const cache = createCache({
    ...upstashFromEnv(environment),
    namespace,
    memory: false,
    sharedStatistics: sharedStatistics(),
    // Nothing here is about a slow store, and the machine may be busy.
    timeouts: patientTimeouts,
  });
  const ask = async (question: string, extra: object = {}) => {
    const { status } = await cache.getOrSet(request(question, extra), async () => textResponse('an answer'));
    await cache.close();
    return status;
  };
  return { cache, ask };
}

describe('reprise stats', () => {
  it('tells what all processes counted', async () => {
    const { ask } = application('counted');
    await ask('one');
    await ask('one');
    const { code, out } = await run(['stats', '--namespace', 'counted'], { environment });
    expect(code).toBe(0);
    expect(out).toMatch(/hit rate\s+50\.0%/);
    expect(out).toContain('gpt-4o: 50.0% of 2 lookups');
  });

  it('gives them as JSON', async () => {
    const { ask } = application('json');
    await ask('one');
    const { out } = await run(['stats', '--namespace', 'json', '--json'], { environment });
    expect(JSON.parse(out)).toMatchObject({ misses: 1, hits: { total: 0 } });
  });

  it('says what to do where nothing was counted', async () => {
    const { out } = await run(['stats', '--namespace', 'empty'], { environment });
    expect(out).toContain('sharedStatistics: sharedStatistics()');
  });

  it('ends with 2 where there is no store', async () => {
    const { code, err, out } = await run(['stats']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Set both of a pair');
  });
});

describe('reprise invalidate', () => {
  it.each([
    ['a tag', ['--tag', 'prices'], { tags: ['prices'] }],
    ['a scope', ['--scope', 'tenant-1'], { scope: 'tenant-1' }],
    ['a model', ['--model', 'gpt-4o'], {}],
    ['a pattern', ['--matching', 'prices?'], {}],
  ])('drops answers by %s, for a running application', async (what, args, extra) => {
    const namespace = `dropped-${what.replace(' ', '-')}`;
    const { ask } = application(namespace);
    await ask('what are the prices', extra);
    expect(await ask('what are the prices', extra)).toBe('hit');
    const { code, out } = await run(['invalidate', ...args, '--namespace', namespace, '--yes'], {
      environment,
    });
    expect(out).toMatch(/^Done/);
    expect(code).toBe(0);
    expect(await ask('what are the prices', extra)).toBe('miss');
  });

  it('drops one answer by the key that its metadata told', async () => {
    const { cache, ask } = application('dropped-key');
    await ask('one');
    await ask('two');
    const found = await cache.lookup(request('one'));
    const key = 'key' in found ? found.key : '';
    await run(['invalidate', '--key', key, '--namespace', 'dropped-key', '--yes'], { environment });
    expect(await ask('two')).toBe('hit');
    expect(await ask('one')).toBe('miss');
  });

  it('reaches an encrypted cache with its keys, and says what is no key', async () => {
    const sealing = { keys: [{ id: 'a', secret: 'a secret of more than sixteen bytes' }] };
    const { store } = upstashFromEnv(environment);
    if (store === undefined) throw new Error('no store');
    const cache = createCache({
      store,
      encryption: encryption(sealing),
      namespace: 'sealed',
      memory: false,
      timeouts: patientTimeouts,
    });
    const ask = async () => {
      const asked = await cache.getOrSet(request('one', { tags: ['a'] }), async () =>
        textResponse('an answer'),
      );
      await cache.close();
      return asked.status;
    };
    await ask();
    expect(await ask()).toBe('hit');
    const args = ['invalidate', '--tag', 'a', '--namespace', 'sealed', '--yes'];
    const keys = { REPRISE_ENCRYPTION: JSON.stringify(sealing) };
    expect((await run(args, { environment: { ...environment, ...keys } })).code).toBe(0);
    expect(await ask()).toBe('miss');
    for (const [wrong, said] of [
      ['a secret', 'REPRISE_ENCRYPTION is not JSON.'],
      ['{"keys":[]}', '"encryption.keys"'],
    ]) {
      const { code, err } = await run(args, { environment: { ...environment, REPRISE_ENCRYPTION: wrong } });
      expect(code).toBe(2);
      expect(err).toContain(said);
      expect(err).not.toContain('a secret');
    }
  });

  it('refuses without a yes where nobody can be asked', async () => {
    const { code, err } = await run(['invalidate', '--tag', 'prices'], { environment });
    expect(code).toBe(2);
    expect(err).toContain('Add --yes');
  });

  it.each([
    ['nothing', []],
    ['two things', ['--tag', 'a', '--scope', 'b']],
  ])('refuses %s to drop', async (_, args) => {
    const { code, err } = await run(['invalidate', ...args, '--yes'], { environment });
    expect(code).toBe(2);
    expect(err).toContain('Give exactly one of');
  });

  it('ends with 1 while the store does not take it', async () => {
    const lift = local.fault({ kind: 'status', status: 500 });
    const { code, out } = await run(['invalidate', '--tag', 'a', '--yes'], { environment });
    lift();
    expect(code).toBe(1);
    expect(out).toContain('Run it again');
  });
});

describe('reprise upstash', () => {
  it('serves both protocols until it is interrupted', async () => {
    let interrupt = () => {};
    const interrupted = new Promise<void>((resolve) => {
      interrupt = resolve;
    });
    let serving: (text: string) => void = () => {};
    const printed = new Promise<string>((resolve) => {
      serving = resolve;
    });
    const ended = run(['upstash', '--redis-port', '0', '--vector-port', '0', '--dimensions', '3'], {
      interrupted,
      out: serving,
    });
    const variables = Object.fromEntries((await printed).split('\n').map((line) => line.split('=')));
    const doctor = await run(['doctor', '--dimensions', '3', '--json'], { environment: variables });
    expect(doctor.out).toContain('3 dimensions, as your embedder gives');
    interrupt();
    expect((await ended).code).toBe(0);
    await expect(fetch(variables.UPSTASH_REDIS_REST_URL)).rejects.toThrow();
  });
});

describe('reprise dashboard', () => {
  async function served() {
    let serving: (text: string) => void = () => {};
    const printed = new Promise<string>((resolve) => {
      serving = resolve;
    });
    let interrupt = () => {};
    const interrupted = new Promise<void>((resolve) => {
      interrupt = resolve;
    });
    const args = ['dashboard', '--port', '0', '--namespace', 'shown'];
    const ended = run(args, { environment, interrupted, out: serving });
    return { address: new URL(await printed), interrupt, ended };
  }

  it('lets in who has the address, by a cookie, and nobody else', async () => {
    await application('shown').ask('one');
    const { address, interrupt, ended } = await served();
    const signedIn = await fetch(address, { redirect: 'manual' });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const entries = await fetch(new URL('/?view=entries', address), { headers: { cookie } });
    expect((await entries.json()).entries).toHaveLength(1);
    expect((await fetch(new URL('/', address))).status).toBe(401);
    expect((await fetch(new URL('/?token=guess', address))).status).toBe(401);
    interrupt();
    expect((await ended).code).toBe(0);
  });

  it('answers no page whose own name leads to this machine', async () => {
    const { address, interrupt, ended } = await served();
    const status = await new Promise((resolve) => {
      get(
        { port: address.port, path: `/${address.search}`, headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
    });
    expect(status).toBe(401);
    interrupt();
    await ended;
  });
});

describe('reprise', () => {
  it('lists its commands', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of ['doctor', 'stats', 'invalidate', 'upstash']) expect(out).toContain(command);
  });

  it('ends with 2 for a command or an option that does not exist', async () => {
    expect((await run(['cure'])).code).toBe(2);
    expect((await run(['stats', '--jsn'])).err).toContain('Did you mean --json?');
  });
});
