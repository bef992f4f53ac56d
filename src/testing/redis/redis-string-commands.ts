import {
  integerOf,
  isInt64,
  pairsOf,
  type RedisCommand,
  type RedisCommands,
  syntaxError,
} from './redis-command.ts';
import type { RedisKeyspace } from './redis-keyspace.ts';
import { RedisErrorReply } from './redis-reply.ts';

const expiryUnits: Readonly<Record<string, { readonly milliseconds: bigint; readonly relative: boolean }>> = {
  EX: { milliseconds: 1_000n, relative: true },
  PX: { milliseconds: 1n, relative: true },
  EXAT: { milliseconds: 1_000n, relative: false },
  PXAT: { milliseconds: 1n, relative: false },
};

interface SetOptions {
  condition: 'NX' | 'XX' | undefined;
  get: boolean;
  keepTtl: boolean;
  expiresAt: number | undefined;
}

function setOptions(parts: readonly string[], now: number): SetOptions {
  const options: SetOptions = { condition: undefined, get: false, keepTtl: false, expiresAt: undefined };
  let expiry: readonly [string, string] | undefined;
  for (let index = 0; index < parts.length; index += 1) {
    const option = parts[index]?.toUpperCase() ?? '';
    if ((option === 'NX' || option === 'XX') && [undefined, option].includes(options.condition)) {
      options.condition = option;
    } else if (option === 'GET') options.get = true;
    else if (option === 'KEEPTTL' && expiry === undefined) options.keepTtl = true;
    else if (option in expiryUnits && expiry === undefined && !options.keepTtl && index + 1 < parts.length) {
      index += 1;
      expiry = [option, parts[index] ?? ''];
    } else throw syntaxError();
  }
  const unit = expiryUnits[expiry?.[0] ?? ''];
  if (unit === undefined || expiry === undefined) return options;
  const time = integerOf(expiry[1]) * unit.milliseconds;
  const expiresAt = time + (unit.relative ? BigInt(Math.floor(now)) : 0n);
  if (time <= 0n || !isInt64(time) || !isInt64(expiresAt)) {
    throw new RedisErrorReply("ERR invalid expire time in 'set' command");
  }
  return { ...options, expiresAt: Number(expiresAt) };
}

function set(keyspace: RedisKeyspace, parts: readonly string[]): string | null {
  const [, key = '', value = '', ...rest] = parts;
  const { condition, get, keepTtl, expiresAt } = setOptions(rest, keyspace.now());
  const existing = keyspace.entry(key);
  const previous = get ? (keyspace.read(key, 'string') ?? null) : null;
  const allowed = condition === undefined || (condition === 'XX') === (existing !== undefined);
  if (allowed)
    keyspace.writeString(key, value, expiresAt ?? (keepTtl ? existing?.expiresAt : undefined) ?? Infinity);
  if (get) return previous;
  return allowed ? 'OK' : null;
}

function add(keyspace: RedisKeyspace, key: string, amount: bigint): number {
  const sum = integerOf(keyspace.read(key, 'string') ?? '0') + amount;
  if (!isInt64(sum)) throw new RedisErrorReply('ERR increment or decrement would overflow');
  keyspace.writeString(key, String(sum), keyspace.entry(key)?.expiresAt ?? Infinity);
  return Number(sum);
}

const step = (amount: bigint): RedisCommand => ({
  arity: 2,
  run: (keyspace, [, key = '']) => add(keyspace, key, amount),
});

/** The commands on texts and numbers. */
export const redisStringCommands: RedisCommands = {
  GET: { arity: 2, run: (keyspace, [, key = '']) => keyspace.read(key, 'string') ?? null },
  SET: { arity: -3, run: set },
  MGET: {
    arity: -2,
    run: (keyspace, [, ...keys]) =>
      keys.map((key) => {
        const entry = keyspace.entry(key);
        return entry?.type === 'string' ? entry.value : null;
      }),
  },
  MSET: {
    arity: -3,
    run: (keyspace, [, ...parts]) => {
      for (const [key, value] of pairsOf(parts, 'mset')) keyspace.writeString(key, value, Infinity);
      return 'OK';
    },
  },
  INCR: step(1n),
  DECR: step(-1n),
  INCRBY: { arity: 3, run: (keyspace, [, key = '', amount]) => add(keyspace, key, integerOf(amount)) },
};
