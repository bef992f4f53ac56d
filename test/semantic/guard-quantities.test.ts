import { describe, expect, it } from 'vitest';
import { verify } from './describe-kind.ts';

const reason = (cached: string, asked: string): string => {
  const verdict = verify({ cached, asked, similarity: 0.97 });
  return verdict.verdict === 'same' ? 'accepted' : verdict.reason;
};

describe('amounts that are the same in other words', () => {
  it.each([
    ['a unit left out', 'I am 20 years old, can I open an account?', 'I am 20, can I open an account?'],
    ['a month with a dot', 'Is the shop open on Feb. 11th?', 'Is the shop open on February 11?'],
    ['a couple', 'Can I return it within a couple of weeks?', 'Can I return it within 2 weeks?'],
    ['one amount in two units', 'Is 1 hour and 30 minutes enough?', 'Is 90 minutes enough?'],
    [
      'an amount in words',
      'Can I pay $2,500 in cash?',
      'Can I pay two thousand five hundred dollars in cash?',
    ],
    ['and a half', 'Is a year and a half too long?', 'Is 18 months too long?'],
    ['a half before the unit', 'Do I need two and a half hours?', 'Do I need 150 minutes?'],
    ['pounds that weigh', 'Can I send a parcel of 5 lb?', 'Can I send a parcel of 5 pounds?'],
    ['pounds that buy', 'Is there a fee for £20?', 'Is there a fee for 20 pounds?'],
    ['a short form with a digit', 'How do I restart k8s?', 'How do I restart Kubernetes?'],
    ['units without a number', 'How many oz are in a lb?', 'How many ounces are in a pound?'],
    ['a preposition after a number', 'Are there 2 in the box?', 'Are there two in the box?'],
  ])('%s', (_, cached, asked) => {
    expect(reason(cached, asked)).toBe('accepted');
    expect(reason(asked, cached)).toBe('accepted');
  });
});

describe('amounts that are not the same', () => {
  it.each([
    ['another number without its unit', 'I am 20 years old, can I join?', 'I am 19, can I join?', 'numbers'],
    ['a unit of another size', 'Can I take 5 mg?', 'Can I take 5 g?', 'units'],
    [
      'two amounts of one unit, and their sum',
      'Is it open 2 days before and 1 day after Easter?',
      'Is it open 3 days before Easter?',
      'units',
    ],
    [
      'numbers in words that changed places',
      'I ordered three lamps and got two chairs, what now?',
      'I ordered two lamps and got three chairs, what now?',
      'direction',
    ],
    ['a hundred too few', 'Can I pay $2,500?', 'Can I pay two thousand four hundred dollars?', 'currencies'],
    ['pounds of other amounts', 'Can I send a parcel of 5 lb?', 'Can I send 6 pounds in a parcel?', 'units'],
    ['inches and a number', 'Does a 5 inch pipe fit?', 'Does a 6 in pipe fit?', 'units'],
  ])('%s', (_, cached, asked, expected) => {
    expect(reason(cached, asked)).toBe(expected);
    expect(reason(asked, cached)).toBe(expected);
  });
});

describe('an opposite and a negation', () => {
  it.each([
    ['My payment was declined, why?', 'My payment was not accepted, why?'],
    ['The rate on my statement is wrong.', 'The rate on my statement is not correct.'],
  ])('say the same together: %s', (cached, asked) => {
    expect(reason(cached, asked)).toBe('accepted');
  });

  it.each([
    ['My payment was declined, why?', 'My payment was accepted, why?'],
    ['The rate on my statement is wrong.', 'The rate on my statement is correct.'],
    ['My payment was not declined, why?', 'My payment was not accepted, why?'],
  ])('alone say another thing: %s', (cached, asked) => {
    expect(['antonyms', 'negation']).toContain(reason(cached, asked));
  });
});
