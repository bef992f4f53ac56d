import { describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../../src/errors.ts';
import { safePattern } from '../../src/policy/safe-pattern.ts';

const setNotation = '[[a-z]--[b]]';

describe('a pattern of a rule', () => {
  it.each([
    /price|stock/i,
    /today.*news/i,
    /\b(yesterday|today|tomorrow)\b/i,
    /how\s+much\s+does/i,
    /what('s| is) the (current )?(time|date)/i,
    /\d{4}-\d{2}-\d{2}/,
    /\p{Lu}[a-z]{1,12} Street/u,
    /weather(?= today)/,
    /(the |a )?price/,
    /[.*+]{3}/,
    /a\*\+b\*/,
    /stock of (?<product>\w+)/,
    /(\d+ )?euros/,
  ])('%s is taken', (pattern) => {
    expect(safePattern(pattern, 'rules[0].matching').source).toBe(pattern.source);
  });

  it.each([
    ['a repetition within a repetition', /(a+)+$/],
    ['alternatives that overlap within a repetition', /(a|a)*$/],
    ['alternatives within a bounded repetition', /(a|ab){2,12}$/],
    ['a lookbehind', /(?<=the )weather/],
    ['a repetition within a bounded one', /(a{0,10}){0,10}$/],
    ['repetitions side by side', /a*a*a*b/],
    ['two open repetitions', /.*foo.*bar/],
    ['an option within a repetition', /(a?b?){0,10}c/],
    ['a repetition deep within one', /((?:x(a+)y)z){2,3}$/],
    ['alternatives deep within a repetition', /((a|ab))*$/],
    ['what looks behind and is not', /(?<!the )weather/],
    ['spaces that two repetitions share', /\s+\s+x/],
    ['spaces after an open repetition', /.*\s+does/],
    ['wide bounds', /a{0,999}a{0,999}b/],
    ['many bounds', /a?a?a?a?a?a?a?a{3}/],
    ['a reference back', /(.*)\1/],
    ['a reference back by name', /(?<word>\w+) \k<word>/],
    ['digits that two repetitions share', /1\d+2\d+3/],
    ['many ways beside an open repetition', /\w{0,15}a.*b/],
    ['set notation', new RegExp(setNotation, 'v')],
  ])('%s is refused: %s', (_, pattern) => {
    expect(() => safePattern(pattern, 'rules[0].matching')).toThrow(InvalidOptionError);
  });

  it('answers the same every time, whatever its flags', () => {
    const pattern = safePattern(/price/gy, 'rules[0].matching');
    expect([1, 2, 3].map(() => pattern.test('price'))).toEqual([true, true, true]);
  });
});
