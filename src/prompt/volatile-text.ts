/** Text that looks as if it changed with the time or the call. */
export interface VolatileText {
  readonly kind: 'date' | 'time' | 'uuid' | 'epoch';
  /** Where it begins, in UTF-16 code units. */
  readonly index: number;
  readonly length: number;
}

/**
 * Forms: ISO 8601 dates and date-times; RFC 9110 and English dates with a weekday; clock times with seconds; RFC 9562
 * uuids; Unix times of the years 2017 to 2033 in seconds or milliseconds.
 */
const patterns: readonly (readonly [VolatileText['kind'], RegExp])[] = [
  ['uuid', /\b[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/gi],
  [
    'date',
    /\b20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g,
  ],
  [
    'date',
    /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?,? \d{4}\b/g,
  ],
  ['time', /\b(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d\b/g],
  ['epoch', /(?<![\w.-])(?:1[5-9]\d{8}|1[5-9]\d{11})(?![\w.-])/g],
];

/**
 * Finds dates, clock times, uuids and Unix times: in a part of a prompt that should stay the same they are the usual
 * reason why it doesn't. A fixed date in a policy ("from 2024-01-01") looks the same; it is the reader who decides.
 * @returns what was found, in the order of the text; a find inside of another is left out.
 */
export function volatileText(text: string): readonly VolatileText[] {
  const found = patterns
    .flatMap(([kind, pattern]) =>
      Array.from(text.matchAll(pattern), (match) => ({ kind, index: match.index, length: match[0].length })),
    )
    .sort((left, right) => left.index - right.index || right.length - left.length);
  let end = 0;
  return found.filter(({ index, length }) => {
    if (index < end) return false;
    end = index + length;
    return true;
  });
}
