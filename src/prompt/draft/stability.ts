/**
 * How often a part of a prompt changes, from never to always:
 * `static` the same for every call of this prompt's version, `tenant` for one customer, `session` for one
 * conversation, `history` only ever grows at its end, `turn` is new in every call.
 */
export type Stability = 'static' | 'tenant' | 'session' | 'history' | 'turn';

/** The order that a prompt must keep: a provider's cache holds prefixes, so what changes most comes last. */
const stabilities: readonly Stability[] = ['static', 'tenant', 'session', 'history', 'turn'];

/** 0 for `static` to 4 for `turn`. */
export function stabilityRank(stability: Stability): number {
  return stabilities.indexOf(stability);
}
