/**
 * Why a request can't have a key.
 * - `provider-state`: it goes on from what its provider keeps, such as a conversation.
 * - `not-serialisable`: it holds a value without a faithful serial form.
 * - `too-large`: it holds more than a key may be made of.
 * - `invalid-request`: the adapter can't read what it was given.
 */
export type UncacheableReason = 'provider-state' | 'not-serialisable' | 'too-large' | 'invalid-request';

/**
 * Stands in the place of a request's context where an adapter knows that no key can tell the request from others: the
 * policy sends it past the cache, with this reason.
 */
export class Uncacheable {
  readonly reason: UncacheableReason;

  constructor(reason: UncacheableReason) {
    this.reason = reason;
  }
}
