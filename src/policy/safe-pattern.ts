import { InvalidOptionError } from '../errors.ts';
import { patternCost } from './pattern-cost.ts';

/** One open repetition: the steps grow with the square of the text's length at most, some 2 million at its limit. */
const MOST_OPEN = 1;
const MOST_WAYS = 64;
/** Beside an open repetition the ways multiply its steps. */
const MOST_WAYS_BESIDE_OPEN = 8;

/**
 * A pattern that can't stall a server on the text that patterns see, as a copy without memory of its last match.
 * Refused are those that backtrack badly: repetitions within repetitions, alternatives within
 * a repetition, references back to a group, lookbehinds, and more than one open repetition (`.*`, `\w+`, `{2,}`), not counting spaces or digits between two letters.
 * @throws InvalidOptionError for such a pattern, for one with the flag `v`, and for what is no pattern.
 */
export function safePattern(pattern: RegExp, option: string): RegExp {
  if (!(pattern instanceof RegExp)) throw new InvalidOptionError(option, 'a regular expression');
  const { open, ways, refersBack, repeatsChoice, nests, looksBehind } = patternCost(pattern.source);
  const safe =
    open <= MOST_OPEN &&
    ways <= (open === 0 ? MOST_WAYS : MOST_WAYS_BESIDE_OPEN) &&
    !refersBack &&
    !repeatsChoice &&
    !nests &&
    !looksBehind &&
    !pattern.flags.includes('v');
  if (!safe) {
    throw new InvalidOptionError(
      option,
      'a pattern that cannot backtrack badly: no repetition or alternatives within a repetition, no lookbehind, no reference back to a group, no flag "v", and one open repetition such as ".*" or "\\w+" at most; split it in several rules, or leave out what stands at its beginning or end',
    );
  }
  // With `g` or `y` a pattern remembers where it matched last, and would answer every other time.
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
}
