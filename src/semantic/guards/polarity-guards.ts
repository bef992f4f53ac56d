import type { Guard } from './guard.ts';

/**
 * One of the two says the opposite: an odd number of negations between them. Negated forms count where the other side
 * has the plain form. Words of trouble ("declined", "problem") may stand for one negation of the other side.
 */
export const negation: Guard = {
  id: 'negation',
  differs({ a, b, alignment }) {
    const odd =
      alignment.flips > 0
        ? (a.negations + b.negations + alignment.flips) % 2 === 1
        : a.negations !== b.negations;
    const implicitA = alignment.onlyA.some(({ key }) => a.language.implicitNegators.has(key));
    const implicitB = alignment.onlyB.some(({ key }) => b.language.implicitNegators.has(key));
    if (odd) {
      if (alignment.flips > 0) return true;
      const plain = a.negations < b.negations ? a : b;
      const rest = plain === a ? alignment.onlyA : alignment.onlyB;
      return !(plain.trouble > 0 && rest.some(({ key }) => plain.language.troubleWords.has(key)));
    }
    return a.negations === 0 && b.negations === 0 && implicitA !== implicitB && a.trouble * b.trouble === 0;
  },
};

/** Opposites, or two of one set of alternatives (colours, months, countries), one on each side. */
export const antonyms: Guard = {
  id: 'antonyms',
  differs({ a, b, alignment: { onlyA, onlyB } }) {
    for (const one of a.particles) {
      if (b.particles.has(one)) continue;
      for (const other of b.particles)
        if (!a.particles.has(other) && a.language.excludes(one, other)) return true;
    }
    return onlyA.some((one) => onlyB.some((other) => a.language.excludes(one.key, other.key)));
  },
};
