import { describe, expect, it } from 'vitest';
import { parseVectorFilter } from '../../src/testing/vector/vector-filter.ts';
import { VectorFilterError } from '../../src/testing/vector/vector-filter-tokens.ts';

const book = {
  title: 'Station',
  pages: 320,
  price: 9.5,
  signed: true,
  used: false,
  author: { name: 'Ines', home: { city: 'Porto', floor: -2 } },
  tags: ['novel', 'rail', 'night'],
  copies: [{ shelf: 'A' }, { shelf: 'B' }],
  odd_name_1: 'x',
  'dashed-name': 'a-b+(c)',
};

const matching = [
  "title = 'Station'",
  'title = "Station"',
  "title != 'Other'",
  'pages = 320',
  'pages < 321 and pages <= 320 AND pages > 319 AND pages >= 320',
  'price >= 9.5',
  'pages = 3.2e2',
  'author.home.floor < -1',
  'signed = 1 AND used = 0',
  'signed = true AND used = FALSE',
  'signed != 0',
  "title GLOB 'S*n'",
  "title GLOB '?t[a-c]t[^x]on'",
  "title NOT GLOB 's*'",
  "dashed-name GLOB 'a-[b]+(c)'",
  "author.home.city IN ('Lima', 'Porto')",
  'pages IN (1, 320)',
  "author.home.city NOT IN ('Lima', 'Oslo')",
  "tags CONTAINS 'rail'",
  "tags NOT CONTAINS 'sea'",
  "tags[0] = 'novel'",
  "tags[#-1] = 'night'",
  "copies[1].shelf = 'B'",
  'HAS FIELD author.home',
  'has not field author.phone',
  "title = 'x' AND pages = 1 OR signed = 1",
  "signed = 1 OR title = 'x' AND pages = 1",
  "(title = 'x' OR pages = 320) AND (used = 0)",
  "odd_name_1='x'",
];

const notMatching = [
  "title = 'station'",
  "missing != 'x'",
  "missing NOT GLOB 'x'",
  "missing NOT IN ('x')",
  "title NOT CONTAINS 'x'",
  "pages = '320'",
  'title > 1',
  "title GLOB 'Statio'",
  "title GLOB 'S.*'",
  "(signed = 1 OR title = 'x') AND pages = 1",
  'HAS FIELD constructor',
  "tags[#-9] = 'novel'",
  "tags[3] = 'novel'",
];

describe('parseVectorFilter', () => {
  it.each(matching)('matches %s', (filter) => {
    expect(parseVectorFilter(filter)(book)).toBe(true);
  });

  it.each(notMatching)('does not match %s', (filter) => {
    expect(parseVectorFilter(filter)(book)).toBe(false);
  });

  it.each([
    '',
    'title',
    'title =',
    "= 'x'",
    "title = 'x",
    "title = 'x' AND",
    "(title = 'x'",
    "title = 'x')",
    "title LIKE 'x'",
    'title IN ()',
    "title IN 'x'",
    'HAS title',
    'title GLOB 1',
    "title GLOB '[z-a]'",
    "a..b = 'x'",
    "tags[x] = 'y'",
    "title = 'x' pages = 1",
    '; drop',
  ])('refuses "%s"', (filter) => {
    expect(() => parseVectorFilter(filter)).toThrow(VectorFilterError);
  });

  it('matches nothing in an entry without metadata', () => {
    expect(parseVectorFilter("title = 'x'")(undefined)).toBe(false);
  });
});
