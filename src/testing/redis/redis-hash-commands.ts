import { integerOf, isInt64, pairsOf, type RedisCommands } from './redis-command.ts';
import { RedisErrorReply } from './redis-reply.ts';

const hashInteger = (text: string): bigint => {
  try {
    return integerOf(text);
  } catch {
    throw new RedisErrorReply('ERR hash value is not an integer');
  }
};

/** The commands on hashes. */
export const redisHashCommands: RedisCommands = {
  HSET: {
    arity: -4,
    run(keyspace, [, key = '', ...parts]) {
      const pairs = pairsOf(parts, 'hset');
      const hash = keyspace.open(key, 'hash');
      const before = hash.size;
      for (const [field, value] of pairs) hash.set(field, value);
      return hash.size - before;
    },
  },
  HSETNX: {
    arity: 4,
    run(keyspace, [, key = '', field = '', value = '']) {
      const hash = keyspace.open(key, 'hash');
      if (hash.has(field)) return 0;
      hash.set(field, value);
      return 1;
    },
  },
  HLEN: { arity: 2, run: (keyspace, [, key = '']) => keyspace.read(key, 'hash')?.size ?? 0 },
  HGET: {
    arity: 3,
    run: (keyspace, [, key = '', field = '']) => keyspace.read(key, 'hash')?.get(field) ?? null,
  },
  HMGET: {
    arity: -3,
    run(keyspace, [, key = '', ...fields]) {
      const hash = keyspace.read(key, 'hash');
      return fields.map((field) => hash?.get(field) ?? null);
    },
  },
  HGETALL: { arity: 2, run: (keyspace, [, key = '']) => [...(keyspace.read(key, 'hash') ?? [])].flat() },
  HDEL: {
    arity: -3,
    run(keyspace, [, key = '', ...fields]) {
      const hash = keyspace.read(key, 'hash');
      const deleted = fields.filter((field) => hash?.delete(field)).length;
      keyspace.dropIfEmpty(key);
      return deleted;
    },
  },
  HINCRBY: {
    arity: 4,
    run(keyspace, [, key = '', field = '', amount]) {
      const step = integerOf(amount);
      const sum = hashInteger(keyspace.read(key, 'hash')?.get(field) ?? '0') + step;
      if (!isInt64(sum)) throw new RedisErrorReply('ERR increment or decrement would overflow');
      keyspace.open(key, 'hash').set(field, String(sum));
      return Number(sum);
    },
  },
};
