/** Text that looks as if it changed with the time or the call. */
export interface VolatileText {
  readonly kind: 'date' | 'time' | 'uuid' | 'epoch';
  /** Where it begins, in UTF-16 code units. */
  readonly index: number;
  readonly length: number;
}

/** Months as they begin in English, German, French, Spanish, Italian, Portuguese, Dutch and the Nordic languages. */
const month = String.raw`(?:jan|ene|gen|feb|f[ée]v|mar|mär|mrt|maa|apr|avr|abr|mai|may|maj|mag|mei|jun|jui|giu|jul|lug|aug|août|ago|sep|set|oct|okt|ott|out|nov|dec|déc|dez|dic|des)\p{L}{0,8}\.?`;
const weekday = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}';
const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const year = String.raw`(?:19|20)\d\d`;
/** No part of a longer number, a path, an address or a version. */
const alone = (pattern: string): string => String.raw`(?<![\p{L}\d./:-])(?:${pattern})(?![\p{L}\d/-]|[.:]\d)`;
const dates: readonly string[] = [
  // 2026-11-24T23:50:00Z, 2026/11/24, 2026. 11. 24., 2026年11月24日
  String.raw`\b20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?`,
  alone(String.raw`${year}([/.])\s?${day}\1\s?${day}`),
  String.raw`${year}\s?[年년]\s?${day}\s?[月월]\s?${day}\s?[日일]`,
  // 11/24/2026, 24.11.2026, 24-11-2026; with two digits of the year only where they are no version: 11/24/26, 24.11.26
  alone(String.raw`${day}([/.-])${day}\1${year}`),
  alone(String.raw`${day}/${day}/\d\d|\d\d\.${day}\.\d\d|\d\d\. ${day}\. ${day}`),
  // November 24, 2026; Tue Nov 24 2026; 24. November 2026; 24 de noviembre de 2026; Tuesday, November 24
  String.raw`\b(?:${weekday},? )?${month} ${day}(?:st|nd|rd|th)?,? ${year}\b`,
  String.raw`\b(?:${weekday},? )?${day}(?:st|nd|rd|th|er|[.º])?(?: of| de)?[ -]${month}(?: de)?,?[ -]${year}\b`,
  String.raw`\b${weekday},? (?:${month} ${day}|${day} ${month})\b`,
];

/**
 * Forms: ISO 8601 dates and date-times, RFC 9110 dates, local dates as `Intl.DateTimeFormat` writes them in the
 * languages above, in Chinese, Japanese and Korean; clock times with seconds or with AM and PM; RFC 9562 uuids; Unix
 * times of the years 2017 to 2033 in seconds or milliseconds.
 */
const patterns: readonly (readonly [VolatileText['kind'], RegExp])[] = [
  ['uuid', /\b[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/gi],
  ...dates.map((date) => ['date', new RegExp(date, 'giu')] as const),
  ['time', /\b(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d\b/g],
  ['time', /\b(?:0?[1-9]|1[0-2]):[0-5]\d\s?[ap]\.?\s?m\b/gi],
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
