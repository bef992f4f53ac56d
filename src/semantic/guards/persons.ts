import type { PreparedText } from './prepared-text.ts';

/** Who a pronoun stands for. `they` fits `he` and `she`. */
export type Person = 'first' | 'second' | 'he' | 'she' | 'they';

const table = (rows: Readonly<Record<Person, string>>): ReadonlyMap<string, Person> => {
  const persons = new Map<string, Person>();
  for (const person of ['first', 'second', 'he', 'she', 'they'] as const)
    for (const word of rows[person].split(' ')) persons.set(word, person);
  return persons;
};

/** Pronouns that do something. "You" may also have something done to it. */
export const doing = table({ first: 'i we im', second: 'you u', he: 'he', she: 'she', they: 'they' });
/** Pronouns that have something done to them. */
export const undergoing = table({ first: 'me us', second: 'you u', he: 'him', she: 'her', they: 'them' });
/** Pronouns that own something. */
export const owning = table({ first: 'my our', second: 'your ur', he: 'his', she: 'her', they: 'their' });

const firstPerson = /^(i|im|me|my|mine|we|us|our|ours|myself)$/;

/** Whether a text speaks of the one who asks: then "you" is the one who is asked, and not anybody. */
function speaksOfAsker({ tokens }: PreparedText): boolean {
  return tokens.some((word) => firstPerson.test(word));
}

/** Whether two persons are two people. I and you are one where "you" may be anybody. */
export function areOthers(
  one: Person,
  textOfOne: PreparedText,
  other: Person,
  textOfOther: PreparedText,
): boolean {
  if (one === other) return false;
  if (one === 'second' && other === 'first') return speaksOfAsker(textOfOne);
  if (one === 'first' && other === 'second') return speaksOfAsker(textOfOther);
  if (one === 'second' || other === 'second') return false;
  const mayBeBoth = (person: Person) => person === 'they';
  return one === 'first' || other === 'first' || (!mayBeBoth(one) && !mayBeBoth(other));
}
