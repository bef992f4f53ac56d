import type { PreparedPair } from './guard.ts';
import { type Owner, ownerOf } from './owners.ts';
import { areOthers, doing, type Person, undergoing } from './persons.ts';
import type { ContentToken, PreparedText } from './prepared-text.ts';

/**
 * Whether what one has is another's: "my husband becomes a user of my card" against "I become a user of my husband's
 * card", "my profile" against "their profile". The words are the same, so that only their relation tells.
 */
export function otherOwners({ a, b, alignment: { matched } }: PreparedPair): boolean {
  const [ownersA, ownersB] = [
    matched.map(([one]) => ownerOf(a, one)),
    matched.map(([, other]) => ownerOf(b, other)),
  ];
  if (ownEachOther(matched, ownersA, ownersB)) return true;
  return matched.some(([one, other], index) => {
    const [owner, rival] = [ownersA[index], ownersB[index]];
    if (owner === undefined || rival === undefined) return false;
    if (owner.kind === 'person' && rival.kind === 'person')
      return areOthers(owner.person, a, rival.person, b);
    if (owner.kind === 'thing' && rival.kind === 'thing') {
      // "The class's method" and "the method of the Reader class": an owner may be a name of two words.
      const same = matched.some(
        (tokens) => isBeside(tokens[0].at, owner.at) && isBeside(tokens[1].at, rival.at),
      );
      if (same) return false;
    }
    return isElsewhere(owner, matched, 0, b, other) && isElsewhere(rival, matched, 1, a, one);
  });
}

function isBeside(one: number, other: number): boolean {
  return Math.abs(one - other) <= 2;
}

/** Whether an owner is named in the other text as well and doesn't stand before the same thing there ("phone battery"). */
function isElsewhere(
  owner: Owner,
  matched: PreparedPair['alignment']['matched'],
  side: 0 | 1,
  rival: PreparedText,
  thing: ContentToken,
): boolean {
  if (owner.kind !== 'thing') return owner.kind === 'person';
  const partner = matched.find((tokens) => tokens[side].at === owner.at)?.[side === 0 ? 1 : 0];
  if (partner === undefined) return false;
  const between = rival.tokens.slice(partner.at + 1, thing.at);
  return partner.at > thing.at || between.some((word) => rival.language.functionWords.has(word));
}

/** "The manager's assistant" and "the assistant's manager". */
function ownEachOther(
  matched: PreparedPair['alignment']['matched'],
  ownersA: readonly (Owner | undefined)[],
  ownersB: readonly (Owner | undefined)[],
): boolean {
  const owns = (owner: Owner | undefined, at: number | undefined) =>
    owner?.kind === 'thing' && owner.at === at;
  return matched.some(([one], index) =>
    matched.some(
      ([, other], at) =>
        owns(ownersA[index], matched[at]?.[0].at) &&
        owns(ownersB[at], matched[index]?.[1].at) &&
        one !== matched[at]?.[0] &&
        other !== matched[index]?.[1],
    ),
  );
}

/** Whether who does something, or to whom it is done, are other people: "I saw them", "they saw me". */
export function otherPeople(pair: PreparedPair): boolean {
  const { a, b } = pair;
  const { matched } = pair.alignment;
  if (a.passive !== b.passive) return false;
  const doers = matched.map(([one, other]) => [doerOf(a, one), doerOf(b, other)] as const);
  // "Can you see what I type", "can I see what you type": each does what the other did.
  const crossed = (from: Person, to: Person) => doers.some(([one, other]) => one === from && other === to);
  if (crossed('first', 'second') && crossed('second', 'first')) return true;
  if (crossedWithThing(pair, doers)) return true;
  return matched.some(([one, other], index) => {
    const [doer, rival] = doers[index] ?? [];
    const [target, aim] = [targetOf(a, one), targetOf(b, other)];
    const otherDoer = doer !== undefined && rival !== undefined && areOthers(doer, a, rival, b);
    const otherTarget = target !== undefined && aim !== undefined && areOthers(target, a, aim, b);
    if (otherDoer && otherTarget) return true;
    // "I find my friend", "my friend finds me".
    if (doer !== undefined && doer !== 'second' && aim === doer && target !== doer && rival !== doer)
      return true;
    if (rival !== undefined && rival !== 'second' && target === rival && aim !== rival && doer !== rival)
      return true;
    // "Can you cancel it?" and "Can I cancel it?" want the same of an assistant: only others are told from oneself.
    return otherDoer && doer !== 'second' && rival !== 'second';
  });
}

/** "Can my wife see what I bought", "can I see what my wife bought": one verb each has gone to the other. */
function crossedWithThing(
  { a, b, alignment: { matched } }: PreparedPair,
  doers: readonly (readonly [Person | undefined, Person | undefined])[],
): boolean {
  return matched.some(([one], index) => {
    if (doers[index]?.[1] !== 'first') return false;
    const before = wordBefore(a, one);
    return matched.some(
      ([, other], at) =>
        doers[at]?.[0] === 'first' &&
        matched.some(([word, same]) => word.at === before && same.at === wordBefore(b, other)),
    );
  });
}

/** The place of the word that stands before a verb and its auxiliaries. */
function wordBefore({ tokens }: PreparedText, { at }: ContentToken): number {
  let left = at - 1;
  while (left > 0 && auxiliary.test(tokens[left] ?? '')) left--;
  return left;
}

/** "Who am I" and "who are you", "what can I do" and "what can you do": where no content is, the person is what is asked. */
export function askedOfOthers({ a, b, alignment: { matched } }: PreparedPair): boolean {
  if (matched.length > 0) return false;
  const [one, other] = [lastDoer(a), lastDoer(b)];
  if (one === undefined || other === undefined) return false;
  // "Where do you park" may ask of anybody, "who are you" doesn't.
  const ofOne = (text: PreparedText) => text.question === 'who' || text.question === 'what';
  return ofOne(a) && ofOne(b) ? one !== other : areOthers(one, a, other, b);
}

/** The last one, for "can you tell me" may stand before. */
function lastDoer({ tokens }: PreparedText): Person | undefined {
  for (let at = tokens.length - 1; at >= 0; at--) {
    const person = doing.get(tokens[at] ?? '');
    if (person !== undefined) return person;
  }
  return undefined;
}

const auxiliary =
  /^(am|is|are|was|were|be|been|being|do|does|did|have|has|had|having|can|could|will|would|should|shall|may|might|must|to|not|never|also|just|still|already|ever|always|like|want|need|wants|needs|'d|'ll|'ve|'re|'m|n't)$/;

/** Who does what a verb says, where it is a pronoun: "have I been charged", "want me to call". */
function doerOf({ tokens }: PreparedText, { at }: ContentToken): Person | undefined {
  for (let left = at - 1; left >= Math.max(0, at - 5); left--) {
    const word = tokens[left] ?? '';
    if (auxiliary.test(word)) continue;
    // "Her" before a word is most often whose it is.
    return doing.get(word) ?? (tokens[left + 1] === 'to' ? undergoing.get(word) : undefined);
  }
  return undefined;
}

/** To whom a verb does something, where it is a pronoun: "call me", "looked at them". */
function targetOf({ tokens, language }: PreparedText, { at }: ContentToken): Person | undefined {
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
