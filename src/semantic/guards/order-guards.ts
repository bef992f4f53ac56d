import type { Guard, PreparedPair } from './guard.ts';

const direction1 = new Map<string, string>(Object.entries({
  from: 'from', off: 'from', out: 'from', to: 'to', into: 'to', onto: 'to', toward: 'to', towards: 'to', before: 'before', after: 'after',
  than: 'than', until: 'until', with: 'with', without: 'without', over: 'over', above: 'over', under: 'under', below: 'under',
}));
const exclusive = new Set(['from to', 'to from', 'before after', 'after before', 'over under', 'under over', 'with without', 'without with']);

/**
 * The same things in other parts: "from A to B" and "from B to A", "A before B" and "B before A", "Anna paid me" and
 * "I paid Anna". Read from the prepositions, from pronouns and, where neither side is passive, from the order of words.
 */
export const direction: Guard = {
  id: 'direction',
  differs(pair) {
    return otherGovernor(pair) || swappedWithPronoun(pair) || swappedArguments(pair);
  },
};

function otherGovernor({ alignment: { matched } }: PreparedPair): boolean {
  const roles = matched.map(([one, other]) => [direction1.get(one.governor ?? ''), direction1.get(other.governor ?? '')] as const);
  if (roles.some(([one, other]) => one !== undefined && other !== undefined && exclusive.has(`${one} ${other}`))) return true;
  // "A than B" against "B than A", "before A, B" against "before B, A": one role has gone to another word.
  for (const role of ['than', 'before', 'after', 'to', 'from', 'until', 'without']) {
    const lost = roles.some(([one, other]) => one === role && other !== role);
    const won = roles.some(([one, other]) => other === role && one !== role);
    const kept = roles.some(([one, other]) => one === role && other === role);
    if (lost && won && !kept) return true;
  }
  return false;
}

function swappedWithPronoun({ a, b, alignment }: PreparedPair): boolean {
  if (a.passive !== b.passive) return false;
  const caseOf = (text: typeof a) => new Set(text.firstPerson.map((person) => person.case));
  const [casesA, casesB] = [caseOf(a), caseOf(b)];
  if (casesA.size === 0 || casesB.size === 0) return false;
  for (const [one, other] of alignment.matched) {
    for (const [verbA, verbB] of alignment.matched) {
      if (one === verbA) continue;
      const before = one.position < verbA.position;
      if (before === other.position < verbB.position) continue;
      const pronounA = a.firstPerson.some(({ position }) => position > verbA.position === before && Math.abs(position - verbA.position) <= 2 && Math.abs(one.position - verbA.position) <= 3);
      const pronounB = b.firstPerson.some(({ position }) => position > verbB.position !== before && Math.abs(position - verbB.position) <= 2 && Math.abs(other.position - verbB.position) <= 3);
      if (pronounA && pronounB) return true;
    }
  }
  return false;
}

function swappedArguments({ a, b, alignment: { matched, onlyA, onlyB } }: PreparedPair): boolean {
  if (a.passive !== b.passive || onlyA.length + onlyB.length > 2 || matched.length < 3) return false;
  const plain = matched.filter(([one, other]) => one.governor === undefined && other.governor === undefined).sort(([one], [other]) => one.position - other.position);
  for (let index = 0; index + 2 < plain.length; index++) {
    const [x, v, y] = [plain[index], plain[index + 1], plain[index + 2]];
    if (x === undefined || v === undefined || y === undefined) continue;
    const close = y[0].position - x[0].position <= 5 && x[1].position - y[1].position <= 5;
    if (close && y[1].position < v[1].position && v[1].position < x[1].position) return true;
  }
  return false;
}
