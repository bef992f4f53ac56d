import { afterEach, describe, expect, it, vi } from 'vitest';

const ofAbc = 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('a digest, where the runtime', () => {
  it.each<readonly [string, unknown]>([
    ['has node:crypto', globalThis.process],
    ['has no process', undefined],
    [
      'has a getBuiltinModule that throws',
      {
        getBuiltinModule() {
          throw new Error('not implemented');
        },
      },
    ],
    ['has one that gives nothing', { getBuiltinModule: () => undefined }],
    ['has one that gives a stub', { getBuiltinModule: () => ({ hash: () => '', createHash: () => ({}) }) }],
    [
      'has a process that throws',
      new Proxy(
        {},
        {
          get() {
            throw new Error('not implemented');
          },
        },
      ),
    ],
  ])('%s, is that of FIPS 180-4', async (_, process) => {
    vi.stubGlobal('process', process);
    vi.resetModules();
    const { sha256 } = await import('../../src/request/digest.ts');
    expect(await sha256('abc')).toBe(ofAbc);
  });
});
