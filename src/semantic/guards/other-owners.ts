import type { PreparedPair } from './guard.ts';
import { type Owner, ownerOf } from './owners.ts';
import { areOthers } from './persons.ts';
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
