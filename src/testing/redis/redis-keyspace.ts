import { RedisErrorReply } from './redis-reply.ts';

/** What a key can hold in the table, by the name `TYPE` gives it. */
export interface RedisValues {
  string: string;
  hash: Map<string, string>;
  set: Set<string>;
  zset: Map<string, number>;
}

export type RedisType = keyof RedisValues;

type RedisValue = {
  [Type in RedisType]: { readonly type: Type; readonly value: RedisValues[Type] };
}[RedisType];

type KeyspaceEntry = RedisValue & {
  /** Milliseconds since the epoch; `Infinity` for never. */
  expiresAt: number;
  /** Rises with each key that comes to be, and so along the map's order: what a scan's cursor stands on. */
  readonly sequence: number;
};

/** The keys of one database, with their types and expiry. Expired keys are dropped when they are looked at. */
export class RedisKeyspace {
  readonly #entries = new Map<string, KeyspaceEntry>();
  readonly #clock: () => number;
  #sequence = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock();
  }

  entry(key: string): KeyspaceEntry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || this.now() < entry.expiresAt) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** @throws RedisErrorReply when the key holds another type. */
  read<Type extends RedisType>(key: string, type: Type): RedisValues[Type] | undefined {
    const entry = this.entry(key);
    if (entry === undefined) return undefined;
    const values: Partial<RedisValues> = { [entry.type]: entry.value };
    const value: RedisValues[Type] | undefined = values[type];
    if (value === undefined) {
      throw new RedisErrorReply('WRONGTYPE Operation against a key holding the wrong kind of value');
    }
    return value;
  }

  /** Replaces whatever the key holds by a text. */
  writeString(key: string, value: string, expiresAt: number): void {
    this.#put(key, { type: 'string', value }, expiresAt);
  }

  /** The key's hash, set or sorted set; made empty when there is none. */
  open<Type extends 'hash' | 'set' | 'zset'>(key: string, type: Type): RedisValues[Type] {
    const existing = this.read(key, type);
    if (existing !== undefined) return existing;
    const made: RedisValues = { string: '', hash: new Map(), set: new Set(), zset: new Map() };
    if (type === 'hash') this.#put(key, { type: 'hash', value: made.hash }, Infinity);
    else if (type === 'set') this.#put(key, { type: 'set', value: made.set }, Infinity);
    else this.#put(key, { type: 'zset', value: made.zset }, Infinity);
    return made[type];
  }

  /** Redis holds no empty collections. */
  dropIfEmpty(key: string): void {
    const entry = this.entry(key);
    if (entry !== undefined && entry.type !== 'string' && entry.value.size === 0) this.#entries.delete(key);
  }

  expire(key: string, expiresAt: number): void {
    const entry = this.entry(key);
    if (entry !== undefined) entry.expiresAt = expiresAt;
    this.entry(key);
  }

  delete(key: string): boolean {
    return this.entry(key) !== undefined && this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Live keys after a position, oldest first. */
  *keysAfter(position: number): Generator<{ readonly key: string; readonly sequence: number }> {
    for (const [key, { sequence }] of this.#entries) {
      if (sequence > position && this.entry(key) !== undefined) yield { key, sequence };
    }
  }

  #put(key: string, value: RedisValue, expiresAt: number): void {
    const existing = this.entry(key);
    this.#sequence += existing === undefined ? 1 : 0;
    this.#entries.set(key, { ...value, expiresAt, sequence: existing?.sequence ?? this.#sequence });
    this.entry(key);
  }
}
