import type { RawToken } from './tokenize.ts';

const beForms = new Set('is are was were am be been being get got'.split(' '));
const participle =
  /(ed|en|wn|ught|elt|old|aid|ade|ung|unk|ken|zen|sent|built|kept|held|put|cut|set|lost|done|paid|broken)$/;
const perfect = /(ed|en|wn|ught|rnt|one|ade|old|ent|ost|aid)$/;
const between = new Set("n't not just already i you we they it he she".split(' '));

/** Whether a text speaks of what was or of what will be, and whether something is done to its subject. */
export function readTense(tokens: readonly RawToken[]): {
  readonly tense: 'past' | 'future' | 'other';
  readonly passive: boolean;
} {
  let [past, future, passive] = [false, false, false];
  for (const [index, { surface, kind }] of tokens.entries()) {
    if (kind === 'symbol' || kind === 'number') continue;
    if (surface === 'did' || surface === 'was' || surface === 'were' || surface === 'had') past = true;
    else if (surface === "'ve" || surface === 'have' || surface === 'has')
      past ||= perfect.test(tokens[afterSubject(tokens, index)]?.surface ?? '');
    else if (surface === 'will' || surface === "'ll") future = true;
    else if (surface === 'going' || surface === 'about') future ||= tokens[index + 1]?.surface === 'to';
    if (beForms.has(surface)) passive ||= looksPassive(tokens, index);
  }
  return { tense: future ? 'future' : past ? 'past' : 'other', passive };
}

/** "Has not arrived", "have I paid": what stands between the auxiliary and its verb. */
function afterSubject(tokens: readonly RawToken[], index: number): number {
  let at = index + 1;
  while (at < index + 4 && between.has(tokens[at]?.surface ?? '')) at++;
  return at;
}

function looksPassive(tokens: readonly RawToken[], index: number): boolean {
  for (let at = index + 1; at <= index + 6; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'symbol') return false;
    if (token.surface.length > 2 && participle.test(token.surface)) return true;
  }
  return false;
}
