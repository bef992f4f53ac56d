import { createCache, InvalidOptionError, textResponse } from 'reprise';
import { describe, expect, it } from 'vitest';

const request = { provider: 'p', model: 'm', question: 'Which day is it?' };

describe('a duration', () => {
  it.each([
    ['250ms', 250],
    ['10s', 10_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['1w', 604_800_000],
    [42, 42],
  ] as const)('%s is %i milliseconds', async (ttl, expected) => {
    let now = 0;
    const cache = createCache({ ttl, clock: () => now });
    await cache.store(request, textResponse('Friday.'));
    now = expected - 1;
    expect(await cache.lookup(request)).toMatchObject({ status: 'hit' });
    now = expected;
    expect(await cache.lookup(request)).toMatchObject({ status: 'miss' });
  });

  it.each([
    '',
    'soon',
    '10',
    '10 parsecs',
    '-5m',
    '5M',
    '1e3s',
    '10m ',
    '١٠m',
    ' 10m',
    -1,
    Number.NaN,
  ])('%j is none', (ttl) => {
    // @ts-expect-error
    expect(() => createCache({ ttl })).toThrow(InvalidOptionError);
  });

  it('of a unit that there is not does not compile', () => {
    // @ts-expect-error
    expect(() => createCache({ ttl: '10 parsecs' })).toThrow('"ttl" is not valid');
  });
});
