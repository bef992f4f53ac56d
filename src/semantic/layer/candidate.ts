import type { EntryChecks, SemanticReason } from '../../contracts/semantic-layer.ts';
import type { StoredEntry } from '../../response/stored-entry.ts';
import type { PairKeys } from './pair-memory.ts';
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
  /** Whether any answer was rejected for the question that was asked. */
  readonly anyRejection: boolean | 'unavailable';
  /** Why it isn't served, as far as is known now. */
  reason: SemanticReason;
  readonly #checks: EntryChecks;

  constructor(
    found: Pick<Candidate, 'similarity' | 'payload' | 'keys' | 'name' | 'doubt' | 'anyRejection'>,
    checks: EntryChecks,
  ) {
    this.similarity = found.similarity;
    this.payload = found.payload;
    this.keys = found.keys;
    this.name = found.name;
    this.doubt = found.doubt;
    this.anyRejection = found.anyRejection;
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

  async #servable(entry: StoredEntry, question: string): Promise<StoredEntry | undefined> {
    return (await this.#checks.mayServe(entry, question)) ? entry : undefined;
  }
}
