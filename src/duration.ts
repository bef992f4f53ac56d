import { InvalidOptionError } from './errors.ts';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds, or a text such as `'250ms'`, `'10s'`, `'10m'`, `'2h'`, `'7d'`, `'1w'`. `Infinity`: never. */
export type Duration = number | `${number}${keyof typeof units}`;

/**
 * A duration in milliseconds.
 * @param duration what the user gave; 0 and above.
 * @param option the option's name, for the error.
 * @throws InvalidOptionError when it is negative, NaN or no duration.
 */
export function milliseconds(duration: Duration, option: string): number {
  const value = typeof duration === 'number' ? duration : parsed(duration);
  if (!(value >= 0)) {
    throw new InvalidOptionError(option, "milliseconds or a duration such as '10m', not negative");
  }
  return value;
}

/** What a caller in JavaScript gives may be anything: `NaN` for what is no duration. */
function parsed(duration: unknown): number {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)(ms|[smhdw])$/.exec(String(duration)) ?? [];
  return isUnit(unit) ? Number(count) * units[unit] : Number.NaN;
}

function isUnit(unit: string): unit is keyof typeof units {
  return Object.hasOwn(units, unit);
}
