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

/** What is remembered of a question, whatever it is compared with: asked for before its candidates are known. */
export interface AskedMemory {
  /** Whether any answer was rejected for it: those of most questions needn't be asked about one by one. */
  readonly rejected: boolean | 'unavailable';
  /** What a judge said yes to last: as good as what is kept of the pair. */
  readonly yes: (Verdict & { readonly key: string }) | undefined;
}

/** Two questions, as far as they are remembered. */
export interface Pair {
  readonly name: string;
  readonly keys: PairKeys;
  readonly asked: AskedMemory;
  /** Of the entry. */
  readonly payload: Pick<Verdict, 'generations'>;
}

/** What is known of a pair: whether a user rejected it, and what a judge said of the entry as it is. */
export interface PairRecord {
  readonly rejected: boolean;
  readonly serves: boolean | undefined;
}

export interface PairMemoryOptions {
  readonly values: KeptValues | undefined;
  readonly hash: (text: string) => Promise<string>;
  readonly clock: () => number;
  /** Whether there is a judge whose verdicts are asked for. */
  readonly judged: boolean;
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

  async asked(askedKey: string, scope: string | undefined): Promise<AskedMemory> {
    const { values, judged } = this.#options;
    if (values === undefined) return { rejected: false, yes: undefined };
    const question = await this.#questionName(askedKey, scope);
    const [rejection, said] = await Promise.all([
      values.read(`q:${question}`),
      judged ? values.read(`y:${question}`) : undefined,
    ]);
    return {
      rejected: rejection.ok ? rejection.value !== undefined : 'unavailable',
      yes: said?.ok === true ? yesOf(said.value, { name: question, askedKey }) : undefined,
    };
  }

  /** Whether a user rejected it. */
  async rejection({ name, keys, asked: { rejected } }: Pair): Promise<boolean | 'unavailable'> {
    if (this.#rejected.get(name) !== undefined) return true;
    return rejected === true ? this.#storedRejection(name, keys) : rejected;
  }

  /** `unavailable` when the store did not answer. */
  async recall(pair: Pair): Promise<PairRecord | 'unavailable'> {
    if (pair.asked.rejected === 'unavailable') return 'unavailable';
    const [rejected, stored] = await Promise.all([
      this.rejection(pair),
      this.#read('p', pair.name, pair.keys),
    ]);
    if (rejected === 'unavailable' || stored === 'unavailable') return 'unavailable';
    const { serves } = this.known(pair);
    return { rejected, serves: serves ?? this.#servesBy(stored && verdictOf(stored), pair) };
  }

  /** What is known by now, without asking the store. */
  known(pair: Pair): PairRecord {
    const { name, keys, asked } = pair;
    const yes = asked.yes?.key === keys.key ? asked.yes : undefined;
    return {
      rejected: this.#rejected.get(name) !== undefined,
      serves: this.#servesBy(this.#verdicts.get(name), pair) ?? this.#servesBy(yes, pair),
    };
  }

  /** @returns resolves when the store has it, or has failed to take it. */
  async remember({ name, keys }: Pair, verdict: Verdict): Promise<void> {
    this.#verdicts.set(name, verdict);
    const { values } = this.#options;
    const { key, askedKey, scope } = keys;
    const { expiresAt, serves } = verdict;
    const write = (place: string, of: string): Promise<unknown> | undefined =>
      values?.write(`${place}:${of}`, textOf({ name: of, key, askedKey, ...verdict }), expiresAt);
    const question = serves ? await this.#questionName(askedKey, scope) : undefined;
    await Promise.all([write('p', name), question && write('y', question)]);
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
    const known = this.#rejected.get(name) ?? (await this.#storedRejection(name, keys));
    this.#rejected.set(name, true);
    if (known === true) return false;
    const { key, askedKey, scope } = keys;
    const { values } = this.#options;
    const text = textOf({ name, key, askedKey });
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

  async #storedRejection(name: string, keys: PairKeys): Promise<boolean | 'unavailable'> {
    const stored = await this.#read('r', name, keys);
    if (stored === 'unavailable') return stored;
    if (stored === undefined) return false;
    this.#rejected.set(name, true);
    return true;
  }

  /** A verdict is about the entry as it was: what was invalidated since is judged anew. */
  #servesBy(verdict: Verdict | undefined, { payload }: Pair): boolean | undefined {
    if (verdict === undefined || verdict.expiresAt <= this.#options.clock()) return undefined;
    const { generations, serves } = verdict;
    const names = Object.keys(generations);
    const holds =
      names.length === Object.keys(payload.generations).length &&
      names.every((name) => generations[name] === payload.generations[name]);
    return holds ? serves : undefined;
  }

  async #read(
    kind: 'p' | 'r',
    name: string,
    { key, askedKey }: PairKeys,
  ): Promise<object | 'unavailable' | undefined> {
    const read = await this.#options.values?.read(`${kind}:${name}`);
    if (read === undefined) return undefined;
    return read.ok ? believed(read.value, { name, key, askedKey }) : 'unavailable';
  }
}

function textOf(kept: object): string {
  return JSON.stringify({ v: VERSION, ...kept });
}

/** What was kept, if it says of itself what it was found as. */
function believed(text: string | undefined, as: Readonly<Record<string, string>>): object | undefined {
  const stored = parsed(text);
  if (stored === undefined || Reflect.get(stored, 'v') !== VERSION) return undefined;
  return Object.entries(as).every(([name, value]) => Reflect.get(stored, name) === value)
    ? stored
    : undefined;
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

function yesOf(text: string | undefined, as: Readonly<Record<string, string>>): AskedMemory['yes'] {
  const stored = believed(text, as);
  const verdict = stored && verdictOf(stored);
  const key: unknown = stored && Reflect.get(stored, 'key');
  return verdict?.serves === true && typeof key === 'string' ? { ...verdict, key } : undefined;
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
