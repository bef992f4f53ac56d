import { integerOf, isInt64, type RedisCommand, type RedisCommands, syntaxError } from './redis-command.ts';
import { redisGlob } from './redis-glob.ts';
import type { RedisKeyspace } from './redis-keyspace.ts';
import { RedisErrorReply, type RedisReply } from './redis-reply.ts';

type ExpireCondition = 'NX' | 'XX' | 'GT' | 'LT';

function expireConditions(parts: readonly string[]): ReadonlySet<ExpireCondition> {
  const conditions = new Set<ExpireCondition>();
  for (const part of parts) {
    const option = part.toUpperCase();
    if (option === 'NX' || option === 'XX' || option === 'GT' || option === 'LT') conditions.add(option);
    else throw new RedisErrorReply(`ERR Unsupported option ${part}`);
  }
  if (conditions.has('NX') && conditions.size > 1) {
    throw new RedisErrorReply('ERR NX and XX, GT or LT options at the same time are not compatible');
  }
  if (conditions.has('GT') && conditions.has('LT')) {
    throw new RedisErrorReply('ERR GT and LT options at the same time are not compatible');
  }
  return conditions;
}

const expire = (name: string, unit: bigint, relative: boolean): RedisCommand => ({
  arity: -3,
  run(keyspace, [, key = '', time, ...options]) {
    const conditions = expireConditions(options);
    const expiresAt = integerOf(time) * unit + (relative ? BigInt(Math.floor(keyspace.now())) : 0n);
    if (!isInt64(expiresAt)) throw new RedisErrorReply(`ERR invalid expire time in '${name}' command`);
    const current = keyspace.entry(key)?.expiresAt;
    if (current === undefined) return 0;
    const next = Number(expiresAt);
    const refused =
      (conditions.has('NX') && current !== Infinity) ||
      (conditions.has('XX') && current === Infinity) ||
      (conditions.has('GT') && next <= current) ||
      (conditions.has('LT') && next >= current);
    if (refused) return 0;
    keyspace.expire(key, next);
    return 1;
  },
});

const timeToLive = (unit: number): RedisCommand => ({
  arity: 2,
  run(keyspace, [, key = '']) {
    const expiresAt = keyspace.entry(key)?.expiresAt;
    if (expiresAt === undefined) return -2;
    return expiresAt === Infinity ? -1 : Math.round((expiresAt - keyspace.now()) / unit);
  },
});

const remove: RedisCommand = {
  arity: -2,
  run: (keyspace, [, ...keys]) => keys.filter((key) => keyspace.delete(key)).length,
};

/** As C's `strtoul` reads it: an empty text is 0, and a sign is allowed. */
function cursorOf(text: string): number {
  const magnitude = /^([+-]?\d+)?$/.test(text) ? BigInt(text.replace(/^[+-]/, '')) : undefined;
  if (magnitude === undefined || magnitude >= 2n ** 64n) throw new RedisErrorReply('ERR invalid cursor');
  return Number(text.startsWith('-') ? BigInt.asUintN(64, -magnitude) : magnitude);
}

function scan(keyspace: RedisKeyspace, [, cursor = '', ...options]: readonly string[]): RedisReply {
  let position = cursorOf(cursor);
  let count = 10;
  let matching = /^/;
  let type: string | undefined;
  for (let index = 0; index < options.length; index += 2) {
    const value = options[index + 1];
    const option = options[index]?.toUpperCase();
    if (value === undefined || !['COUNT', 'MATCH', 'TYPE'].includes(option ?? '')) throw syntaxError();
    if (option === 'MATCH') matching = redisGlob(value);
    else if (option === 'TYPE') type = value.toLowerCase();
    else {
      count = Number(integerOf(value));
      if (count < 1) throw syntaxError();
    }
  }
  const keys: string[] = [];
  let visited = 0;
  for (const { key, sequence } of keyspace.keysAfter(position)) {
    if (visited === count) return [String(position), keys];
    const typeFits = type === undefined || keyspace.entry(key)?.type === type;
    if (typeFits && matching.test(key)) keys.push(key);
    visited += 1;
    position = sequence;
  }
  return ['0', keys];
}

const flush: RedisCommand = {
  arity: -1,
  run(keyspace) {
    keyspace.clear();
    return 'OK';
  },
};

/** The commands on keys of any type: deletion, expiry, scans. */
export const redisKeyCommands: RedisCommands = {
  DEL: remove,
  UNLINK: remove,
  EXISTS: {
    arity: -2,
    run: (keyspace, [, ...keys]) => keys.filter((key) => keyspace.entry(key) !== undefined).length,
  },
  TYPE: { arity: 2, run: (keyspace, [, key = '']) => keyspace.entry(key)?.type ?? 'none' },
  EXPIRE: expire('expire', 1_000n, true),
  PEXPIRE: expire('pexpire', 1n, true),
  PEXPIREAT: expire('pexpireat', 1n, false),
  TTL: timeToLive(1_000),
  PTTL: timeToLive(1),
  SCAN: { arity: -2, run: scan },
  DBSIZE: { arity: 1, run: (keyspace) => [...keyspace.keysAfter(0)].length },
  FLUSHALL: flush,
  FLUSHDB: flush,
  ECHO: { arity: 2, run: (_, [, text = '']) => text },
  PING: {
    arity: -1,
    run(_, [, text, ...rest]) {
      if (rest.length > 0) throw new RedisErrorReply("ERR wrong number of arguments for 'ping' command");
      return text ?? 'PONG';
    },
  },
};
