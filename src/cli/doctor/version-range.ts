type Version = readonly [number, number, number];

/**
 * Whether a version lies in a range as this package's peers are told: `>=1.2.3` or `^1.2.3`. A pre-release counts as the
 * version that it leads to.
 */
export function isInRange(version: string, range: string): boolean {
  const [given, least] = [numbersOf(version), numbersOf(range)];
  if (isBelow(given, least)) return false;
  if (!range.startsWith('^')) return true;
  const next: Version = least[0] > 0 ? [least[0] + 1, 0, 0] : [0, least[1] + 1, 0];
  return isBelow(given, next);
}

/** Whether one version comes before another. */
export function isBefore(version: string, other: string): boolean {
  return isBelow(numbersOf(version), numbersOf(other));
}

function numbersOf(text: string): Version {
  const [, major = 0, minor = 0, patch = 0] = (/(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text) ?? []).map(Number);
  return [major, minor || 0, patch || 0];
}

function isBelow(one: Version, other: Version): boolean {
  const [place = 0] = [0, 1, 2].filter((index) => one[index] !== other[index]);
  return (one[place] ?? 0) < (other[place] ?? 0);
}
