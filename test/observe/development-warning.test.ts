import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { MissingPeerError, StoreFailedError } from '../../src/contracts/index.ts';
import { type CacheEvent, createCache, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { withFaults } from '../../src/testing/index.ts';

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function failuresOf(error: Error): Promise<readonly CacheEvent[]> {
  const events: CacheEvent[] = [];
  const cache = createCache({
    store: withFaults(memoryStore(), { read: { kind: 'reject', error } }),
    onEvent: (event) => {
      if (event.type === 'failure') events.push(event);
    },
  });
  for (const question of ['One?', 'Two?']) {
    await cache.getOrSet({ provider: 'p', model: 'm', question }, async () => textResponse('So.'));
  }
  await cache.close();
  return events;
}

// Each test has a cause of its own, since a cause is told once a process.
const missing = (name: string) => new MissingPeerError(name, 'a store');

describe('a store that can never work', () => {
  it('says what is wrong and what to do in each failure event', async () => {
    const [failure] = await failuresOf(missing('told'));
    expect(failure).toMatchObject({
      code: 'missing-peer',
      permanent: true,
      message: 'a store needs the package "told". Install it: npm install told',
    });
  });

  it('warns once a cause in development', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    await failuresOf(missing('first'));
    await failuresOf(missing('first'));
    await failuresOf(missing('second'));
    expect(warn.mock.calls.map(([line]) => line)).toEqual([
      expect.stringContaining('npm install first'),
      expect.stringContaining('npm install second'),
    ]);
  });

  it.each(['production', 'test', undefined])('writes nothing under NODE_ENV=%s', async (environment) => {
    vi.stubEnv('NODE_ENV', environment);
    await failuresOf(missing(`silent-${environment}`));
    expect(warn).not.toHaveBeenCalled();
  });

  it('does not warn of what may pass', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    const [failure] = await failuresOf(new StoreFailedError('read', 'network'));
    expect(failure).not.toHaveProperty('permanent');
    expect(warn).not.toHaveBeenCalled();
  });

  it('warns of credentials that the service refuses', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    await failuresOf(new StoreFailedError('read', 'unauthorized'));
    expect(warn).toHaveBeenCalledOnce();
  });

  it('tells nothing of an error that is not of this library', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    const [failure] = await failuresOf(new Error('command was: a prompt'));
    expect(failure).toMatchObject({ code: 'unknown' });
    expect(JSON.stringify(failure)).not.toContain('prompt');
    expect(warn).not.toHaveBeenCalled();
  });
});
