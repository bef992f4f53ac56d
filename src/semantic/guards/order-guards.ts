import type { Guard, PreparedPair } from './guard.ts';
import { otherOwners } from './other-owners.ts';
import { askedOfOthers, otherPeople } from './other-people.ts';
import { turnedRound } from './subject-question.ts';
import { swappedNumbers, swappedWithIt } from './swapped-labels.ts';
import { swappedArguments, swappedNeighbours } from './swapped-words.ts';

const directions = new Map<string, string>(
  Object.entries({
    from: 'from',
    off: 'from',
    out: 'from',
    to: 'to',
    into: 'to',
    onto: 'to',
    toward: 'to',
    towards: 'to',
    before: 'before',
    after: 'after',
    than: 'than',
    until: 'until',
    with: 'with',
    without: 'without',
    over: 'over',
    above: 'over',
    under: 'under',
    below: 'under',
  }),
);
const exclusive = new Set([
  'from to',
  'to from',
  'before after',
  'after before',
  'over under',
  'under over',
  'with without',
  'without with',
]);

/**
 * The same things in other parts: "from A to B" and "from B to A", "A before B" and "B before A", "Anna paid me" and
 * "I paid Anna". Read from the prepositions, from pronouns and owners and, where neither side is passive,
 * from the order of words.
 */
export const direction: Guard = {
  id: 'direction',
  differs(pair) {
    return (
      otherGovernor(pair) ||
      swappedWithPronoun(pair) ||
      swappedArguments(pair) ||
      swappedNumbers(pair) ||
      swappedWithIt(pair) ||
      otherOwners(pair) ||
      otherPeople(pair) ||
      askedOfOthers(pair) ||
      turnedRound(pair) ||
      swappedNeighbours(pair)
    );
  },
};

function otherGovernor({ alignment: { matched } }: PreparedPair): boolean {
  // Of a word that stands twice ("version 3", "version 4") nobody knows which is which.
  const times = new Map<string, number>();
  for (const [{ key }] of matched) times.set(key, (times.get(key) ?? 0) + 1);
  const once = matched.filter(([{ key }]) => times.get(key) === 1);
  const roles = once.map(
    ([one, other]) => [directions.get(one.governor ?? ''), directions.get(other.governor ?? '')] as const,
  );
  if (
    roles.some(([one, other]) => one !== undefined && other !== undefined && exclusive.has(`${one} ${other}`))
  )
    return true;
  // "A than B" against "B than A", "before A, B" against "before B, A": one role has gone to another word.
  for (const role of ['than', 'before', 'after', 'to', 'from', 'until', 'without']) {
    const lost = roles.some(([one, other]) => one === role && other !== role);
    const won = roles.some(([one, other]) => other === role && one !== role);
    if (lost && won) return true;
  }
  return false;
}

function swappedWithPronoun({ a, b, alignment }: PreparedPair): boolean {
  if (a.passive !== b.passive) return false;
  const caseOf = (text: typeof a) => new Set(text.firstPerson.map((person) => person.case));
  const [casesA, casesB] = [caseOf(a), caseOf(b)];
  if (casesA.size === 0 || casesB.size === 0) return false;
  const near = (positions: number, pronoun: 'subject' | 'object', text: typeof a) =>
    text.firstPerson.some(
      (person) =>
        person.case === pronoun &&
        (pronoun === 'object'
          ? person.position - positions === 1
          : positions - person.position >= 1 && positions - person.position <= 2),
    );
  for (const [verbA, verbB] of alignment.matched) {
    if (near(verbA.position, 'object', a) && near(verbB.position, 'subject', b)) return true;
    if (near(verbA.position, 'subject', a) && near(verbB.position, 'object', b)) return true;
  }
  for (const [one, other] of alignment.matched) {
    for (const [verbA, verbB] of alignment.matched) {
      if (one === verbA) continue;
      const before = one.position < verbA.position;
      if (before === other.position < verbB.position) continue;
      const pronounA = a.firstPerson.some(
        ({ position }) =>
          position > verbA.position === before &&
          Math.abs(position - verbA.position) <= 2 &&
          Math.abs(one.position - verbA.position) <= 3,
      );
      const pronounB = b.firstPerson.some(
        ({ position }) =>
          position > verbB.position !== before &&
          Math.abs(position - verbB.position) <= 2 &&
          Math.abs(other.position - verbB.position) <= 3,
      );
      if (pronounA && pronounB) return true;
    }
  }
  return false;
}
