import { doerOf, lastDoer, targetOf, wordBefore } from './doers.ts';
import type { PreparedPair } from './guard.ts';
import { areOthers, type Person } from './persons.ts';
import type { PreparedText } from './prepared-text.ts';

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

/** "Who am I" and "who are you", "what can I do" and "what can you do": where no content is, the person is what is asked. */
export function askedOfOthers({ a, b, alignment: { matched } }: PreparedPair): boolean {
  if (matched.length > 0) return false;
  const [one, other] = [lastDoer(a), lastDoer(b)];
  if (one === undefined || other === undefined) return false;
  // "Where do you park" may ask of anybody, "who are you" doesn't.
  const ofOne = (text: PreparedText) => text.question === 'who' || text.question === 'what';
  return ofOne(a) && ofOne(b) ? one !== other : areOthers(one, a, other, b);
}
