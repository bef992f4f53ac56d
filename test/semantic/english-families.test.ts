import { describe, expect, it } from 'vitest';
import { english } from '../../src/semantic/guards/languages/english.ts';
import { isMisspelling } from '../../src/semantic/guards/misspelling.ts';

const { sameFamily, knownWords } = english();

const split = (table: string): [string, string][] =>
  table
    .trim()
    .split(/[,\n]+/)
    .map((entry) => {
      const [one = '', other = ''] = entry.trim().split(' ');
      return [one, other];
    });

describe('families of words', () => {
  it.each(
    split(`verify verification, deliver delivery, install installation, renew renewal, encrypt encryption
withdraw withdrawal, authorize authorization, build building, numeric numerical, employ employment`),
  )('join %s and %s', (one, other) => {
    expect(sameFamily(one, other)).toBe(true);
  });

  it.each(
    split(`plan plane, past paste, cast caste, local locale, moral morale, secret secretary, organ organize
intern internal, party part, hospital hospitality, university universal, factor factory, direct directory
custom customer, engine engineer, author authority, interest interested, employer employee, house housing
good goods, country county, market marketing`),
  )('keep %s from %s', (one, other) => {
    expect(sameFamily(one, other)).toBe(false);
    expect(sameFamily(other, one)).toBe(false);
  });
});

describe('misspellings', () => {
  it.each(
    split(`seperate separate, passwrod password, accomodation accommodation, langauge language, tommorow tomorrow, opurtunity opportunity, defination definition, documant document, vitamen vitamin, recurshion recursion
pyhton python, exampel example, photosynthisis photosynthesis, temperture temperature, machien machine
persistant persistent, mediteranean mediterranean, certficate certificate, cryptocurency cryptocurrency
aligator alligator, entreprenuer entrepreneur, hypertention hypertension, insurence insurance`),
  )('take %s for %s', (wrong, right) => {
    expect(isMisspelling(wrong, right, knownWords)).toBe(true);
    expect(isMisspelling(right, wrong, knownWords)).toBe(true);
  });

  it.each(
    split(`form from, bank bark, trial trail, angle angel, desert dessert, dairy diary, statue statute, casual causal
callable iterable, softest firmest, affect effect, hypertension hypotension, hyperglycemia hypoglycemia, xanax zantac
sulfate sulfite, phosphate phosphite, complement compliment, absorption adsorption, patient patent, mitosis meiosis
intranet internet, interstate intrastate, employer employee, prednisone prednisolone, fluoxetine duloxetine
prescribe proscribe, conversation conservation, chlorine chloride, insulin inulin, message massage, moth mouth
hypermetropia hypometropia, macroscopic microscopic, cuprate cuprite, lorazepam clonazepam, adapter adapted`),
  )('never take %s for %s', (one, other) => {
    expect(isMisspelling(one, other, knownWords)).toBe(false);
    expect(isMisspelling(other, one, knownWords)).toBe(false);
  });

  it('are put right before phrases are read', () => {
    expect(english().misspellings.get('betwen')).toBe('between');
    expect(english().misspellings.get('wich')).toBe('which');
  });

  it('are never words that the tables know', () => {
    const { misspellings, functionWords } = english();
    expect([...misspellings.keys()].filter((word) => functionWords.has(word))).toEqual([]);
    expect([...misspellings].filter(([wrong, right]) => wrong === right)).toEqual([]);
  });
});

describe('inflections of words that a table names', () => {
  it.each(['reservations', 'downloading', 'unlocker', 'refunded'])('are known: %s', (word) => {
    expect(knownWords.has(word)).toBe(true);
  });
});
