import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedisServer, redisProcess } from '../../src/testing/redis/redis-process.ts';
import { RedisErrorReply, type RedisExecutor, type RedisReply } from '../../src/testing/redis/redis-reply.ts';
import { redisTable } from '../../src/testing/redis/redis-table.ts';

/** Commands whose reply is a set: Redis gives no order. */
const unordered = new Set(['SMEMBERS']);

const outcome = async (redis: RedisExecutor, command: readonly string[]): Promise<RedisReply> => {
  try {
    const reply = await redis.execute(command);
    return Array.isArray(reply) && unordered.has(command[0] ?? '') ? [...reply].sort() : reply;
  } catch (error) {
    if (error instanceof RedisErrorReply) return `refused: ${error.message}`;
    throw error;
  }
};

const key = fc.constantFrom('a', 'b', 'c');
const text = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '7',
    '-3',
    '007',
    '1.5',
    '9223372036854775807',
    'inf',
    'OK',
    'grün',
    '👩‍👧',
    ' x ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const member = fc.constantFrom('m', 'n', 'o', 'ö', '10', '9');
const integer = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map(String),
  fc.constantFrom('x', '', '+1', '9223372036854775807', '9223372036854775808', '-9223372036854775808'),
);
const score = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map(String),
  fc.constantFrom(
    '1.5',
    'inf',
    '-inf',
    'x',
    '1e400',
    '-1e400',
    '1e-400',
    '0e400',
    '1e3',
    '.5',
    '5.',
    '0x10',
    '+2',
    'nan',
    '',
  ),
  fc.constantFrom(' 1', '1 ', 'Infinity', '-0'),
);
const bound = fc.oneof(
  score,
  score.map((value) => `(${value}`),
  fc.constantFrom('+inf', '-inf', '((1', '( 1', '(-1e400'),
);
const many = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 1, maxLength: 4 });
// Far from now, so that no reply depends on the millisecond it is given in.
const seconds = fc.constantFrom('1000', '2000', '-5', '0', 'x', '9223372036854775807');
const expiry = fc.oneof(
  fc.constant<string[]>([]),
  fc.tuple(fc.constantFrom('EX', 'ex'), seconds),
  fc.constantFrom(
    ['PX', '1000000'],
    ['PX', '-1'],
    ['PXAT', '1'],
    ['PXAT', '99999999999999'],
    ['EXAT', '99999999999'],
    ['EX'],
  ),
);
const optional = (...words: string[][]) => fc.constantFrom<string[]>([], ...words);

const command: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.tuple(fc.constant('GET'), key),
  fc
    .tuple(
      key,
      text,
      optional(['NX'], ['XX'], ['nx'], ['NX', 'XX']),
      optional(['GET']),
      expiry,
      optional(['KEEPTTL'], ['WHAT']),
    )
    .map(([name, value, ...options]) => ['SET', name, value, ...options.flat()]),
  many(key).map((keys) => ['MGET', ...keys]),
  fc.array(fc.oneof(key, text), { maxLength: 4 }).map((parts) => ['MSET', ...parts]),
  fc.tuple(fc.constantFrom('INCR', 'DECR', 'incr'), key),
  fc.tuple(fc.constant('INCRBY'), key, integer),
  fc.tuple(fc.constantFrom('DEL', 'UNLINK', 'EXISTS'), many(key)).map(([name, keys]) => [name, ...keys]),
  fc.tuple(fc.constantFrom('TYPE', 'TTL', 'HGETALL', 'SMEMBERS', 'SCARD', 'ZCARD'), key),
  fc
    .tuple(key, seconds, optional(['NX'], ['XX'], ['GT'], ['LT'], ['NX', 'GT'], ['GT', 'LT'], ['what']))
    .map(([name, time, options]) => ['EXPIRE', name, time, ...options]),
  fc
    .tuple(fc.constantFrom('PEXPIRE', 'PEXPIREAT'), key, fc.constantFrom('1', '99999999999999', '0', 'x'))
    // A millisecond is over or not by the time of the next command; PEXPIREAT 1 is long over.
    .map(([name, ...rest]) =>
      name === 'PEXPIRE' && rest[1] === '1' ? ['PEXPIRE', rest[0], '2000000'] : [name, ...rest],
    ),
  // No DBSIZE: Redis counts an expired key until something has looked at it.
  fc
    .tuple(
      fc.constantFrom('SCAN'),
      fc.constantFrom(
        '0',
        'x',
        '',
        '-',
        '+0',
        '-0',
        '00',
        ' 0',
        '0 ',
        '18446744073709551616',
        '-18446744073709551616',
        '1.0',
      ),
      optional(['MATCH'], ['COUNT', '0'], ['COUNT', 'x'], ['WHAT', '1'], ['TYPE']),
    )
    .map(
      // A scan that succeeds gives keys in no order, and is tested on its own.
      ([name, cursor, options]) => [name, cursor, ...options, 'MATCH'],
    ),
  fc.tuple(key, many(fc.oneof(member, text))).map(([name, parts]) => ['HSET', name, ...parts]),
  fc.tuple(fc.constant('HGET'), key, member),
  fc
    .tuple(fc.constantFrom('HMGET', 'HDEL', 'SADD', 'SREM', 'ZREM'), key, many(member))
    .map(([name, on, parts]) => [name, on, ...parts]),
  fc.tuple(fc.constant('HINCRBY'), key, member, integer),
  fc.tuple(key, many(fc.tuple(score, member))).map(([name, pairs]) => ['ZADD', name, ...pairs.flat()]),
  fc.tuple(fc.constant('ZSCORE'), key, member),
  fc
    .tuple(
      key,
      integer,
      integer,
      optional(['WITHSCORES'], ['REV'], ['REV', 'WITHSCORES'], ['LIMIT', '0', '1'], ['LIMIT']),
    )
    .map(([name, start, stop, options]) => ['ZRANGE', name, start, stop, ...options]),
  fc
    .tuple(key, bound, bound, optional(['REV'], ['LIMIT', '1', '1'], ['REV', 'LIMIT', '0', '-1']))
    .map(([name, start, stop, options]) => ['ZRANGE', name, start, stop, 'BYSCORE', ...options]),
  fc
    .tuple(key, bound, bound, optional(['WITHSCORES'], ['LIMIT', '0', '2'], ['LIMIT', '-1', '2'], ['REV']))
    .map(([name, start, stop, options]) => ['ZRANGEBYSCORE', name, start, stop, ...options]),
  fc.tuple(fc.constant('ZREMRANGEBYRANK'), key, integer, integer),
  fc
    .tuple(
      key,
      fc.oneof(
        fc.constant<string[]>([]),
        fc.constantFrom('0', '1', '2', '5', 'x').map((count) => [count]),
      ),
    )
    .map(([name, count]) => ['ZPOPMIN', name, ...count]),
  fc.constantFrom(
    ['PING'],
    ['PING', 'hi'],
    ['PING', 'a', 'b'],
    ['ECHO', 'grün'],
    ['ECHO'],
    ['GET'],
    ['NONSENSE', 'a', 'b'],
    ['SET', 'a'],
  ),
);

describe.skipIf(!(await hasRedisServer()))('the table of Redis commands beside a real redis-server', () => {
  let real: RedisExecutor;

  beforeAll(async () => {
    real = await redisProcess();
  });
  afterAll(() => real.close());

  it('gives the same replies and refusals to any sequence of commands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 30 }), async (commands) => {
        const table = redisTable();
        await real.execute(['FLUSHALL']);
        for (const parts of commands) {
          const [expected, actual] = await Promise.all([outcome(real, parts), outcome(table, parts)]);
          expect({ command: parts, reply: actual }).toEqual({ command: parts, reply: expected });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('runs the same transactions, with a refusal in its place', async () => {
    const commands = [
      ['SET', 'a', 'text'],
      ['INCR', 'a'],
      ['GET', 'a'],
      ['SADD', 'a', 'x'],
      ['INCR', 'n'],
    ];
    const table = redisTable();
    await real.execute(['FLUSHALL']);
    const expected = await real.transaction(commands);
    expect(await table.transaction(commands)).toEqual(expected);
    expect(expected.map((reply) => reply instanceof RedisErrorReply)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('runs nothing of a transaction with a malformed command', async () => {
    const table = redisTable();
    await real.execute(['FLUSHALL']);
    for (const redis of [real, table]) {
      await expect(redis.transaction([['SET', 'a', '1'], ['GET']])).rejects.toThrow(/^EXECABORT/);
      expect(await redis.execute(['GET', 'a'])).toBeNull();
    }
  });

  it.each([
    '*',
    'a*',
    '?',
    'a?c',
    '[ab]*',
    '[^a]*',
    '[a-b]',
    'a\\*',
    '\\[x]',
    'a.c',
    '(',
    '',
  ])('matches the same keys by %j', async (pattern) => {
    const keys = ['a', 'b', 'abc', 'axc', 'a*', '[x]', 'a.c', '(', '^a', '-'];
    const table = redisTable();
    await real.execute(['FLUSHALL']);
    const scans: RedisReply[] = [];
    for (const redis of [real, table]) {
      await redis.execute(['MSET', ...keys.flatMap((name) => [name, ''])]);
      const reply = await redis.execute(['SCAN', '0', 'MATCH', pattern, 'COUNT', '1000']);
      scans.push(Array.isArray(reply) && Array.isArray(reply[1]) ? [...reply[1]].sort() : reply);
    }
    expect(scans[1]).toEqual(scans[0]);
  });
});
