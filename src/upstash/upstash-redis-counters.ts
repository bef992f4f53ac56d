import type { StoreOperation } from '../contracts/exact-store.ts';
import { unexpectedReply } from './upstash-failure.ts';
import type { UpstashRedisPipeline } from './upstash-redis-client.ts';
import { integerOf, type SendUpstash } from './upstash-redis-reply.ts';
import { countScript, ORIGIN_FIELD } from './upstash-redis-scripts.ts';

/** Above it a count, or an origin, is damage: the sum of two is still a safe integer. */
const LARGEST = 2 ** 51;

/** Below it an origin is damage: a reply whose texts became small numbers must not look like counters that stand still. */
const LEAST_ORIGIN = 2 ** 32;

/** Then all counters begin anew, some 15 MB in Redis: without a bound nothing would ever take them away. */
const MOST_COUNTERS = 100_000;

/**
 * The counters of one prefix: a hash with their common origin, a random number, and how often each was incremented. A
 * counter's value is the sum of both. They are one key, so that a database which evicts or flushes takes all of them or
 * none, and what comes after has another origin, which no entry has: nothing that was invalidated ever matches again.
 */
export class UpstashCounters {
  readonly #send: SendUpstash;
  readonly #hash: string;
  /**
   * What this process gave as the values where there is no hash, until an entry is written with them: then it becomes
   * the origin, unless another process was first.
   */
  #proposed: number | undefined;

  constructor(send: SendUpstash, prefix: string) {
    this.#send = send;
    this.#hash = `${prefix}g`;
  }

  queueRead(pipeline: UpstashRedisPipeline, counters: readonly string[]): void {
    pipeline.hmget(this.#hash, ORIGIN_FIELD, ...counters);
  }

  /** The values that a read gave; `undefined` for damage. */
  valuesOf(reply: unknown, counters: readonly string[]): readonly number[] | undefined {
    const [stored, ...counts] = fieldsOf(reply, [ORIGIN_FIELD, ...counters]);
    if (!isOrigin(stored) || !counts.every(isSound)) return undefined;
    if (stored !== null) this.#proposed = undefined;
    else this.#proposed ??= randomOrigin();
    const origin = stored ?? this.#proposed ?? 0;
    return counts.map((count) => origin + (count ?? 0));
  }

  /** Writes what rests on the counters, their origin first where there may be none yet; resolves to the write's reply. */
  async write(queue: (pipeline: UpstashRedisPipeline) => void, operation?: StoreOperation): Promise<unknown> {
    const proposed = this.#proposed;
    const queueAll = (pipeline: UpstashRedisPipeline) => {
      if (proposed !== undefined) pipeline.hsetnx(this.#hash, ORIGIN_FIELD, String(proposed));
      queue(pipeline);
    };
    try {
      return (await this.#send('write', proposed === undefined ? 1 : 2, queueAll, operation)).at(-1);
    } finally {
      // Not for later writes: were the hash lost, this number would bring back what was invalidated meanwhile.
      if (this.#proposed === proposed) this.#proposed = undefined;
    }
  }

  increment(counters: readonly string[], operation?: StoreOperation): Promise<readonly number[]> {
    return this.#count('increment', 1, counters, operation);
  }

  /** Replaces what is really no number in the database, and nothing else; resolves to the values. */
  mend(counters: readonly string[], operation?: StoreOperation): Promise<readonly number[]> {
    return this.#count('read', 0, counters, operation);
  }

  async #count(
    name: string,
    step: 0 | 1,
    counters: readonly string[],
    operation: StoreOperation | undefined,
  ): Promise<readonly number[]> {
    this.#proposed = undefined;
    const parts = [String(randomOrigin()), String(step), String(MOST_COUNTERS), ...counters];
    const [reply] = await this.#send(
      name,
      1,
      (pipeline) => pipeline.eval(countScript, [this.#hash], parts),
      operation,
    );
    const numbers = Array.isArray(reply) ? reply.map(integerOf) : [];
    const [origin, ...counts] = numbers;
    if (origin === undefined || !isOrigin(origin) || counts.length !== counters.length)
      throw unexpectedReply(name);
    return counts.map((count) => {
      if (count === undefined || count < step) throw unexpectedReply(name);
      return origin + count;
    });
  }
}

/** The client gives an object, or `null` for nothing but nulls; with its own deserialisation off, the values in order. */
function fieldsOf(reply: unknown, names: readonly string[]): readonly (number | null | undefined)[] {
  if (reply === null) return names.map(() => null);
  if (typeof reply !== 'object') return [undefined];
  if (Array.isArray(reply) && reply.length !== names.length) return [undefined];
  return names.map((name, index) => {
    const value: unknown = Array.isArray(reply) ? reply[index] : Reflect.get(reply, name);
    return value === null ? null : integerOf(value);
  });
}

function isSound(value: number | null | undefined): value is number | null {
  return value === null || (value !== undefined && value <= LARGEST);
}

function isOrigin(value: number | null | undefined): value is number | null {
  return isSound(value) && (value === null || value >= LEAST_ORIGIN);
}

/** 2^32 to 2^51: no sum of one and a count is likely to be that of another. */
function randomOrigin(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (1 + (high % (2 ** 19 - 1))) * LEAST_ORIGIN + low;
}
