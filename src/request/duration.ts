import parse, { type StringValue } from 'ms';
import { InvalidOptionError } from '../errors.ts';

/** Milliseconds, or a text such as `'250ms'`, `'10s'`, `'10m'`, `'2h'`, `'7d'`. `Infinity`: never. */
export type Duration = number | string;

/**
 * A duration in milliseconds.
 * @param duration what the user gave; 0 and above.
 * @param option the option's name, for the error.
 * @throws InvalidOptionError when it is negative, NaN or no duration.
 */
export function milliseconds(duration: Duration, option: string): number {
  // The cast only narrows for the parser's types, which list literal forms; an unknown form gives undefined.
  const value = typeof duration === 'number' ? duration : parse(duration as StringValue);
  if (typeof value !== 'number' || Number.isNaN(value) || value < 0) {
    throw new InvalidOptionError(option, "milliseconds or a duration such as '10m', not negative");
  }
  return value;
}
