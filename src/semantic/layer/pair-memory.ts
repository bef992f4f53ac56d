import type { KeptValues } from '../../contracts/semantic-layer.ts';
import { LeastRecentlyUsed } from '../../least-recently-used.ts';

/** Two questions by the exact keys of their requests: may the answer to the one serve the other? */
export interface PairKeys {
  /** Of the entry. */
  readonly key: string;
  /** Of the question that was asked. */
  readonly askedKey: string;
  readonly scope: string | undefined;
}

/** What a judge said of a pair. It holds as long as the entry has the generations that it had then. */
export interface Verdict {
  readonly serves: boolean;
  readonly generations: Readonly<Record<string, number>>;
  /** Milliseconds since the epoch: no later than the entry. */
  readonly expiresAt: number;
}

/** What is known of a pair; `unavailable` when the store did not answer. */
export type PairRecord =
  | 'unavailable'
  | { readonly rejected: boolean; readonly verdict: Verdict | undefined };

export interface PairMemoryOptions {
  readonly values: KeptValues | undefined;
  readonly hash: (text: string) => Promise<string>;
  readonly clock: () => number;
}

/** A change of what is stored here. */
const VERSION = 1;
const IN_MEMORY = 10_000;

/**
 * What judges and users said of pairs, for all processes that share the store. Verdicts and rejections lie apart, so
 * that a judge that answers late doesn't overwrite what a user said. The name of a pair covers its scope and both keys,
 * and these the namespace and the context; a text that doesn't repeat them isn't believed.
 */
export class PairMemory {
  readonly #options: PairMemoryOptions;
  // A verdict counts before its write has landed; a rejection also where the store has lost it.
  readonly #verdicts = new LeastRecentlyUsed<Verdict>({ maxEntries: IN_MEMORY });
  readonly #rejected = new LeastRecentlyUsed<true>({ maxEntries: IN_MEMORY });

  constructor(options: PairMemoryOptions) {
    this.#options = options;
  }

  /** The pair's hash. It has a direction: the answer to a long question may serve a short one, and not the other way. */
  name({ key, askedKey, scope }: PairKeys): Promise<string> {
    return this.#options.hash(JSON.stringify(['pair', VERSION, scope ?? null, key, askedKey]));
  }

  /**
   * Whether any answer was rejected for a question: asked before its candidates are known, so that those of most questions
   * needn't be asked about one by one.
   */
  async anyRejection(askedKey: string, scope: string | undefined): Promise<boolean | 'unavailable'> {
    const read = await this.#options.values?.read(`q:${await this.#questionName(askedKey, scope)}`);
    if (read === undefined) return false;
    return read.ok ? read.value !== undefined : 'unavailable';
  }

  /**
   * Whether a user rejected it.
   * @param any what `anyRejection` says of the question that was asked.
   */
  async rejection(
    name: string,
    keys: PairKeys,
    any: boolean | 'unavailable' = true,
  ): Promise<boolean | 'unavailable'> {
    if (this.#rejected.get(name) !== undefined) return true;
    if (any !== true) return any;
    const stored = await this.#read('r', name, keys);
    if (stored === 'unavailable') return 'unavailable';
    if (stored === undefined) return false;
    this.#rejected.set(name, true);
    return true;
  }

  async recall(name: string, keys: PairKeys, any: boolean | 'unavailable'): Promise<PairRecord> {
    if (any === 'unavailable') return any;
    const [rejected, stored] = await Promise.all([
      this.rejection(name, keys, any),
      this.#read('p', name, keys),
    ]);
    if (rejected === 'unavailable' || stored === 'unavailable') return 'unavailable';
    return { rejected, verdict: (stored && verdictOf(stored)) ?? this.#living(name) };
  }

  /** What this process knows by now, without asking the store. */
  known(name: string): { readonly rejected: boolean; readonly verdict: Verdict | undefined } {
    return { rejected: this.#rejected.get(name) !== undefined, verdict: this.#living(name) };
  }

  /** @returns resolves when the store has it, or has failed to take it. */
  async remember(name: string, { key, askedKey }: PairKeys, verdict: Verdict): Promise<void> {
    this.#verdicts.set(name, verdict);
    const { expiresAt } = verdict;
    const text = JSON.stringify({ v: VERSION, name, key, askedKey, ...verdict });
    await this.#options.values?.write(`p:${name}`, text, expiresAt);
  }

  /**
   * Whoever says that the answer to one question is wrong for another says that they aren't one question: neither is
   * served the other's answer from then on.
   * @returns whether it is new; `unavailable` when the store did not take it, and only this process knows.
   */
  async reject(keys: PairKeys): Promise<boolean | 'unavailable'> {
    const { key, askedKey, scope } = keys;
    const [there, back] = await Promise.all([
      this.#rejectDirection(keys),
      this.#rejectDirection({ key: askedKey, askedKey: key, scope }),
    ]);
    return back === 'unavailable' ? back : there;
  }

  async #rejectDirection(keys: PairKeys): Promise<boolean | 'unavailable'> {
    const name = await this.name(keys);
    const known = await this.rejection(name, keys);
    this.#rejected.set(name, true);
    if (known === true) return false;
    const { key, askedKey, scope } = keys;
    const { values } = this.#options;
    const text = JSON.stringify({ v: VERSION, name, key, askedKey });
    const question = await this.#questionName(askedKey, scope);
    const written = await Promise.all([
      values?.write(`q:${question}`, String(VERSION), Number.POSITIVE_INFINITY),
      values?.write(`r:${name}`, text, Number.POSITIVE_INFINITY),
    ]);
    return written.some((attempt) => attempt?.ok === false) ? 'unavailable' : true;
  }

  #questionName(askedKey: string, scope: string | undefined): Promise<string> {
    return this.#options.hash(JSON.stringify(['question', VERSION, scope ?? null, askedKey]));
  }

  #living(name: string): Verdict | undefined {
    const verdict = this.#verdicts.get(name);
    return verdict !== undefined && verdict.expiresAt > this.#options.clock() ? verdict : undefined;
  }

  async #read(
    kind: 'p' | 'r',
    name: string,
    { key, askedKey }: PairKeys,
  ): Promise<object | 'unavailable' | undefined> {
    const read = await this.#options.values?.read(`${kind}:${name}`);
    if (read === undefined) return undefined;
    if (!read.ok) return 'unavailable';
    const stored = parsed(read.value);
    return stored !== undefined &&
      Reflect.get(stored, 'v') === VERSION &&
      Reflect.get(stored, 'name') === name &&
      Reflect.get(stored, 'key') === key &&
      Reflect.get(stored, 'askedKey') === askedKey
      ? stored
      : undefined;
  }
}

function parsed(text: string | undefined): object | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function verdictOf(stored: object): Verdict | undefined {
  const serves: unknown = Reflect.get(stored, 'serves');
  const generations: unknown = Reflect.get(stored, 'generations');
  // `Infinity` has no form in JSON.
  const expiresAt: unknown = Reflect.get(stored, 'expiresAt') ?? Number.POSITIVE_INFINITY;
  if (typeof expiresAt !== 'number') return undefined;
  if (typeof serves !== 'boolean' || typeof generations !== 'object' || generations === null)
    return undefined;
  const values = Object.entries(generations).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return { serves, generations: Object.fromEntries(values), expiresAt };
}
