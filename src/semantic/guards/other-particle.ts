import type { PreparedPair } from './guard.ts';

const particles = new Set('up down out off back away over through'.split(' '));

/** Whether a verb stands with another particle: "roll out a release" and "roll back a release" are two verbs. */
export function otherParticle({ a, b, alignment: { matched } }: PreparedPair): boolean {
  return matched.some(([one, other]) => {
    const [mine, theirs] = [a.tokens[one.at + 1] ?? '', b.tokens[other.at + 1] ?? ''];
    return mine !== theirs && particles.has(mine) && particles.has(theirs);
  });
}
