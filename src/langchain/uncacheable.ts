/**
 * Stands in a request for what has no faithful form in a key: the core refuses it, so that nothing is looked up or
 * stored, and says so in a `bypass` event with the reason `not-serialisable`.
 */
export class Uncacheable {
  readonly because: string;

  /** @param because for whoever debugs; it goes nowhere. */
  constructor(because: string) {
    this.because = because;
  }
}
