import { doing, type Person, undergoing } from './persons.ts';
import type { ContentToken, PreparedText } from './prepared-text.ts';

const auxiliary =
  /^(am|is|are|was|were|be|been|being|do|does|did|have|has|had|having|can|could|will|would|should|shall|may|might|must|to|not|never|also|just|still|already|ever|always|like|want|need|wants|needs|'d|'ll|'ve|'re|'m|n't)$/;

/** The place of the word that stands before a verb and its auxiliaries. */
export function wordBefore({ tokens }: PreparedText, { at }: ContentToken): number {
  let left = at - 1;
  while (left > 0 && auxiliary.test(tokens[left] ?? '')) left--;
  return left;
}

/** The last pronoun that does something, for "can you tell me" may stand before. */
export function lastDoer({ tokens }: PreparedText): Person | undefined {
  for (let at = tokens.length - 1; at >= 0; at--) {
    const person = doing.get(tokens[at] ?? '');
    if (person !== undefined) return person;
  }
  return undefined;
}

/** Who does what a verb says, where it is a pronoun: "have I been charged", "want me to call". */
export function doerOf({ tokens }: PreparedText, { at }: ContentToken): Person | undefined {
  for (let left = at - 1; left >= Math.max(0, at - 5); left--) {
    const word = tokens[left] ?? '';
    if (auxiliary.test(word)) continue;
    // "Her" before a word is most often whose it is.
    return doing.get(word) ?? (tokens[left + 1] === 'to' ? undergoing.get(word) : undefined);
  }
  return undefined;
}

/** To whom a verb does something, where it is a pronoun: "call me", "looked at them". */
export function targetOf({ tokens, language }: PreparedText, { at }: ContentToken): Person | undefined {
  const next = /^(at|to|for|with|on|about|after|up)$/.test(tokens[at + 1] ?? '') ? at + 2 : at + 1;
  const word = tokens[next] ?? '';
  const follower = tokens[next + 1];
  const owns =
    word === 'her' &&
    follower !== undefined &&
    /^\p{L}/u.test(follower) &&
    !language.functionWords.has(follower);
  // "Get me a ticket" is done for me, not to me.
  const forWhom = follower !== undefined && /^(a|an|the|my|some|any|this|that|more|it|to)$/.test(follower);
  return owns || forWhom ? undefined : undergoing.get(word);
}
