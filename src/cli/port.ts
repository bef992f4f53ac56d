import { InvalidArgumentError } from 'commander';

/** A port as it is given in the command line. @throws InvalidArgumentError for anything else. */
export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new InvalidArgumentError('A whole number, 0 to 65535.');
  }
  return value;
}
