import {
  floatOf,
  floatText,
  indexRange,
  integerOf,
  type RedisCommand,
  type RedisCommands,
  readFloat,
  syntaxError,
} from './redis-command.ts';
import type { RedisKeyspace } from './redis-keyspace.ts';
import { RedisErrorReply } from './redis-reply.ts';

type Scored = readonly [member: string, score: number];

/** By score, and by the bytes of the member among equal scores. */
function inOrder(keyspace: RedisKeyspace, key: string): readonly Scored[] {
  return [...(keyspace.read(key, 'zset') ?? [])].sort(
    ([leftMember, leftScore], [rightMember, rightScore]) =>
      // A difference would be NaN between two equal infinities.
      (leftScore === rightScore ? 0 : leftScore - rightScore) ||
      Buffer.compare(Buffer.from(leftMember), Buffer.from(rightMember)),
  );
}

const printed = (members: readonly Scored[], withScores: boolean): readonly string[] =>
  members.flatMap(([member, score]) => (withScores ? [member, floatText(score)] : [member]));

interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

/** Unlike a score, a bound may be out of a double's range, have space before it, or be empty, which is 0. */
function boundOf(text = ''): Bound {
  const exclusive = text.startsWith('(');
  const number = (exclusive ? text.slice(1) : text).replace(/^[\t-\r ]+(?=.)/, '');
  const value = number === '' ? 0 : readFloat(number);
  if (value === undefined) throw new RedisErrorReply('ERR min or max is not a float');
  return { value, exclusive };
}

const within = (score: number, minimum: Bound, maximum: Bound) =>
  (minimum.exclusive ? score > minimum.value : score >= minimum.value) &&
  (maximum.exclusive ? score < maximum.value : score <= maximum.value);

interface RangeOptions {
  byScore: boolean;
  reverse: boolean;
  withScores: boolean;
  limit: { readonly offset: bigint; readonly count: bigint } | undefined;
}

function rangeOptions(parts: readonly string[], allowed: readonly string[]): RangeOptions {
  const options: RangeOptions = { byScore: false, reverse: false, withScores: false, limit: undefined };
  for (let index = 0; index < parts.length; index += 1) {
    const option = parts[index]?.toUpperCase() ?? '';
    if (!allowed.includes(option)) throw syntaxError();
    if (option === 'WITHSCORES') options.withScores = true;
    else if (option === 'BYSCORE') options.byScore = true;
    else if (option === 'REV') options.reverse = true;
    else if (index + 2 < parts.length) {
      options.limit = { offset: integerOf(parts[index + 1]), count: integerOf(parts[index + 2]) };
      index += 2;
    } else throw syntaxError();
  }
  return options;
}

function limited(members: readonly Scored[], limit: RangeOptions['limit']): readonly Scored[] {
  if (limit === undefined) return members;
  if (limit.offset < 0n) return [];
  const start = Number(limit.offset);
  return limit.count < 0n ? members.slice(start) : members.slice(start, start + Number(limit.count));
}

function scoreRange(
  keyspace: RedisKeyspace,
  key: string,
  minimum: Bound,
  maximum: Bound,
  options: RangeOptions,
) {
  const members = inOrder(keyspace, key).filter(([, score]) => within(score, minimum, maximum));
  return printed(limited(options.reverse ? members.reverse() : members, options.limit), options.withScores);
}

function range(keyspace: RedisKeyspace, [, key = '', start, stop, ...rest]: readonly string[]) {
  const options = rangeOptions(rest, ['WITHSCORES', 'BYSCORE', 'REV', 'LIMIT']);
  if (options.byScore) {
    const [first, second] = [boundOf(start), boundOf(stop)];
    const [minimum, maximum] = options.reverse ? [second, first] : [first, second];
    return scoreRange(keyspace, key, minimum, maximum, options);
  }
  if (options.limit !== undefined) {
    throw new RedisErrorReply(
      'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
    );
  }
  const [from, to] = [integerOf(start), integerOf(stop)];
  const members = inOrder(keyspace, key);
  return printed(
    indexRange(options.reverse ? [...members].reverse() : members, from, to),
    options.withScores,
  );
}

/** `ZADD` without its options: none of the library's own commands uses them. */
const add: RedisCommand = {
  arity: -4,
  run(keyspace, [, key = '', ...parts]) {
    if (parts.length % 2 !== 0) throw syntaxError();
    const added = Array.from(
      { length: parts.length / 2 },
      (_, index): Scored => [parts[2 * index + 1] ?? '', floatOf(parts[2 * index])],
    );
    const sortedSet = keyspace.open(key, 'zset');
    const before = sortedSet.size;
    for (const [member, score] of added) sortedSet.set(member, score);
    return sortedSet.size - before;
  },
};

function remove(keyspace: RedisKeyspace, key: string, members: readonly string[]): number {
  const sortedSet = keyspace.read(key, 'zset');
  const removed = members.filter((member) => sortedSet?.delete(member)).length;
  keyspace.dropIfEmpty(key);
  return removed;
}

/** The commands on sorted sets. */
export const redisSortedSetCommands: RedisCommands = {
  ZADD: add,
  ZCARD: { arity: 2, run: (keyspace, [, key = '']) => keyspace.read(key, 'zset')?.size ?? 0 },
  ZSCORE: {
    arity: 3,
    run(keyspace, [, key = '', member = '']) {
      const score = keyspace.read(key, 'zset')?.get(member);
      return score === undefined ? null : floatText(score);
    },
  },
  ZRANGE: { arity: -4, run: range },
  ZRANGEBYSCORE: {
    arity: -4,
    run: (keyspace, [, key = '', minimum, maximum, ...rest]) => {
      const options = rangeOptions(rest, ['WITHSCORES', 'LIMIT']);
      return scoreRange(keyspace, key, boundOf(minimum), boundOf(maximum), options);
    },
  },
  ZREM: { arity: -3, run: (keyspace, [, key = '', ...members]) => remove(keyspace, key, members) },
  ZREMRANGEBYRANK: {
    arity: 4,
    run(keyspace, [, key = '', start, stop]) {
      const [from, to] = [integerOf(start), integerOf(stop)];
      const members = indexRange(inOrder(keyspace, key), from, to);
      return remove(
        keyspace,
        key,
        members.map(([member]) => member),
      );
    },
  },
  ZPOPMIN: {
    arity: -2,
    run(keyspace, [, key = '', count, ...rest]) {
      if (rest.length > 0) throw syntaxError();
      const problem = 'ERR value is out of range, must be positive';
      const wanted = count === undefined ? 1n : integerOf(count, problem);
      if (wanted < 0n) throw new RedisErrorReply(problem);
      const members = inOrder(keyspace, key).slice(0, Number(wanted));
      remove(
        keyspace,
        key,
        members.map(([member]) => member),
      );
      return printed(members, true);
    },
  },
};
