import type { RedisCommands } from './redis-command.ts';

/** The commands on sets. */
export const redisSetCommands: RedisCommands = {
  SADD: {
    arity: -3,
    run(keyspace, [, key = '', ...members]) {
      const set = keyspace.open(key, 'set');
      const before = set.size;
      for (const member of members) set.add(member);
      return set.size - before;
    },
  },
  SREM: {
    arity: -3,
    run(keyspace, [, key = '', ...members]) {
      const set = keyspace.read(key, 'set');
      const removed = members.filter((member) => set?.delete(member)).length;
      keyspace.dropIfEmpty(key);
      return removed;
    },
  },
  SMEMBERS: { arity: 2, run: (keyspace, [, key = '']) => [...(keyspace.read(key, 'set') ?? [])] },
  SCARD: { arity: 2, run: (keyspace, [, key = '']) => keyspace.read(key, 'set')?.size ?? 0 },
};
