import type { RedisKeyspace } from './redis-keyspace.ts';
import { RedisErrorReply, type RedisReply } from './redis-reply.ts';

/** One command of the table. */
export interface RedisCommand {
  /** How many parts it takes, its name included; negative for at least so many. As `COMMAND INFO` tells it. */
  readonly arity: number;
  /** @throws RedisErrorReply when it is refused; nothing has changed then. */
  run(keyspace: RedisKeyspace, parts: readonly string[]): RedisReply;
}

export type RedisCommands = Readonly<Record<string, RedisCommand>>;

const largestInteger = 2n ** 63n - 1n;

export const isInt64 = (value: bigint) => value <= largestInteger && value >= -largestInteger - 1n;

export const syntaxError = () => new RedisErrorReply('ERR syntax error');

/** @throws RedisErrorReply unless the text is a 64-bit integer in its shortest form. */
export function integerOf(
  text: string | undefined,
  problem = 'ERR value is not an integer or out of range',
): bigint {
  const value = /^(0|-?[1-9]\d{0,18})$/.test(text ?? '') ? BigInt(text ?? '') : undefined;
  if (value === undefined || !isInt64(value)) {
    throw new RedisErrorReply(problem);
  }
  return value;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const hexadecimal = /^([+-]?)0x([\da-f]+)$/i;

/** As C's `strtod` reads a whole text; `undefined` when it doesn't. A number out of range becomes infinite or 0. */
export function readFloat(text: string): number | undefined {
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  const [, sign, digits] = hexadecimal.exec(text) ?? [];
  if (digits !== undefined) return Number(`0x${digits}`) * (sign === '-' ? -1 : 1);
  return decimal.test(text) ? Number(text) : undefined;
}

/** @throws RedisErrorReply unless the text is a number that a double can hold, or an infinity. */
export function floatOf(text = ''): number {
  const value = readFloat(text);
  const outOfRange =
    decimal.test(text) && (Math.abs(value ?? 0) === Infinity || (value === 0 && /^[^e]*[1-9]/i.test(text)));
  if (value === undefined || outOfRange) throw new RedisErrorReply('ERR value is not a valid float');
  return value;
}

/** A score as Redis prints it. */
export function floatText(value: number): string {
  if (value === Infinity) return 'inf';
  return value === -Infinity ? '-inf' : String(value);
}

/** The part of a list between two indices, both included, negative ones counted from its end. */
export function indexRange<Item>(items: readonly Item[], start: bigint, stop: bigint): readonly Item[] {
  const count = BigInt(items.length);
  const from = start < 0n ? start + count : start;
  const to = stop < 0n ? stop + count : stop;
  return items.slice(Number(from < 0n ? 0n : from), to < 0n ? 0 : Number(to) + 1);
}

/** The parts taken two by two. @throws RedisErrorReply when one is left over. */
export function pairsOf(parts: readonly string[], command: string): readonly (readonly [string, string])[] {
  if (parts.length % 2 !== 0)
    throw new RedisErrorReply(`ERR wrong number of arguments for '${command}' command`);
  return Array.from({ length: parts.length / 2 }, (_, index) => [
    parts[2 * index] ?? '',
    parts[2 * index + 1] ?? '',
  ]);
}
