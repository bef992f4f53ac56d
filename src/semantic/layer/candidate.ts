import type { EntryChecks, SemanticOutcome, SemanticReason } from '../../contracts/semantic-layer.ts';
import type { ComparedQuestion } from '../../contracts/verify-pair.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';
import type { AskedMemory, PairKeys } from './pair-memory.ts';
import type { VectorPayload } from './vector-payload.ts';

/** A stored question near to the one that was asked, with what has been found out about the two. */
export class Candidate {
  readonly similarity: number;
  readonly payload: VectorPayload;
  readonly keys: PairKeys;
  /** Of the pair, in the memory of pairs. */
  readonly name: string;
  /** What the verifier isn't sure about; `undefined` where it proved the pair. */
  readonly doubt: string | undefined;
  /** What is remembered of the question that was asked. */
  readonly asked: AskedMemory;
  /** Why it isn't served, as far as is known now. */
  reason: SemanticReason;
  readonly #checks: EntryChecks;

  constructor(
    found: Pick<Candidate, 'similarity' | 'payload' | 'keys' | 'name' | 'doubt' | 'asked'>,
    checks: EntryChecks,
  ) {
    this.similarity = found.similarity;
    this.payload = found.payload;
    this.keys = found.keys;
    this.name = found.name;
    this.doubt = found.doubt;
    this.asked = found.asked;
    this.reason = found.doubt ?? 'gone';
    this.#checks = checks;
  }

  /** The entry, if it may be served for this request at this moment. */
  async live(): Promise<StoredEntry | undefined> {
    const { entry, key, question } = this.payload;
    const live =
      entry === undefined ? await this.#checks.load(key, question) : await this.#servable(entry, question);
    if (live === undefined) this.reason = 'gone';
    return live;
  }

  /** Whether its entry is known to be dead for everybody. */
  async isInvalidated(): Promise<boolean> {
    return this.#checks.isInvalidated(this.payload.generations);
  }

  /** What is told of it, once the outcome is known. */
  told(outcome: SemanticOutcome): ComparedQuestion {
    const { similarity, reason, doubt, keys } = this;
    const found = outcome.found && outcome.entry.key === keys.key;
    const judged = found ? outcome.by === 'judge' || outcome.by === 'remembered' : reason === 'judge';
    const verdict = doubt === undefined ? 'same' : judged ? 'judged' : 'unsure';
    // Behind the one that was found nobody looked whether it may be served.
    const known = !outcome.found || (!found && reason !== (doubt ?? 'gone'));
    return { similarity, verdict, key: keys.key, ...(known ? { reason } : {}) };
  }

  async #servable(entry: StoredEntry, question: string): Promise<StoredEntry | undefined> {
    return (await this.#checks.mayServe(entry, question)) ? entry : undefined;
  }
}
