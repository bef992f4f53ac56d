import { describe, expect, it } from 'vitest';
import { guardsOf } from '../../src/semantic/guards/guards.ts';
import { english } from '../../src/semantic/guards/languages/english/english.ts';
import type { Language } from '../../src/semantic/guards/languages/language.ts';

// One pair for each licence, which it alone proves.
const pinned: Readonly<Record<string, readonly [cached: string, asked: string]>> = {
  'courteous-sentence': [
    'How do I descale a kettle?',
    'Good morning. How do I descale a kettle? Thank you so much!',
  ],
  'capitals-only': ['How do I reset my password?', 'HOW DO I RESET MY PASSWORD?'],
  'first-capital': ['How should I water the plant?', 'how should I water the plant?'],
  misspelling: ['What should I change in the contract?', 'What should I chnage in the contract?'],
  'capital-i': ['When should I water the plant?', 'When should i water the plant?'],
  opening: ['When does the museum open?', 'Hi there, when does the museum open?'],
  plea: ['Explain the second law to me', 'Please explain the second law to me'],
  closing: ['When does the museum open?', 'When does the museum open, please?'],
  'fronted-phrase': ['How do I freeze the top row in Excel?', 'In Excel, how do I freeze the top row?'],
  telling: ['Does the museum open on Sundays?', 'Could you tell me whether the museum opens on Sundays?'],
  way: ['How do I descale a kettle?', "What's the way to descale a kettle?"],
  place: ['Where do I find my invoices?', 'Where can I find my invoices?'],
  possible: ['Can I change the name on my booking?', 'Is it possible to change the name on my booking?'],
  thing: ['Tell me the capital of Mongolia.', 'What is the capital of Mongolia?'],
  contraction: ["Why isn't my screen on?", 'Why is not my screen on?'],
  spelling: ['Which colour should the wall be?', 'Which color should the wall be?'],
  'name-in-lower-case': ['Does the museum open on Monday?', 'Does the museum open on monday?'],
  number: ['How much is the tax on 2,500 euros?', 'How much is the tax on two thousand five hundred euros?'],
  measure: ['Does the limit of 10kg hold?', 'Does the limit of 10 kilograms hold?'],
  time: ['Does the shuttle leave before 5 pm?', 'Does the shuttle leave before 17:00?'],
  phrase: ['How often should I water the plant?', 'How frequently should I water the plant?'],
  verb: ['Should I buy the ticket early?', 'Should I purchase the ticket early?'],
  article: ['How much is the price of gold?', 'How much is price of gold?'],
  'a-or-an': ['Should I use an umbrella?', 'Should I use a umbrella?'],
  slip: ['Why is my account locked?', 'Why is my accuont locked?'],
  'told-thing': ['Tell me the date of the battle.', 'What is the date of the battle?'],
  'indirect-question': ['When does the museum open?', 'I would like to know when the museum opens.'],
};

function without(id: string): Language {
  return {
    ...english,
    courtesies: english.courtesies.filter((licence) => licence.id !== id),
    rewrites: english.rewrites.filter((licence) => licence.id !== id),
    equalWords: english.equalWords.filter((licence) => licence.id !== id),
    equalRequests: english.equalRequests.filter((licence) => licence.id !== id),
  };
}
const ids = [english.courtesies, english.rewrites, english.equalWords, english.equalRequests].flatMap(
  (licences) => licences.map(({ id }) => id),
);
const verdict = (language: Language, [cached, asked]: readonly [string, string]) =>
  guardsOf(language)({ cached, asked, similarity: 0 }).verdict;

describe('licences of English', () => {
  it('are all pinned', () => {
    expect(Object.keys(pinned).toSorted()).toEqual(ids.toSorted());
  });

  for (const [id, pair] of Object.entries(pinned)) {
    it(`prove what "${id}" alone covers, both ways round`, () => {
      expect(verdict(english, pair)).toBe('same');
      expect(verdict(english, [pair[1], pair[0]])).toBe('same');
      expect(verdict(without(id), pair)).not.toBe('same');
    });
  }
});

const reasons: Readonly<Record<string, readonly [cached: string, asked: string]>> = {
  negation: ['Which of the items can I return?', 'Which of the items can I not return?'],
  dates: ['Does the museum open on Monday?', 'Does the museum open on Friday?'],
  opposites: ['Can I cancel before the start?', 'Can I cancel after the start?'],
};

describe('differences that English names', () => {
  it('are all pinned', () => {
    expect(Object.keys(reasons).toSorted()).toEqual(
      english.differences.map(({ reason }) => reason).toSorted(),
    );
  });

  for (const [reason, [cached, asked]] of Object.entries(reasons)) {
    it(`gives "${reason}" only by its own rule`, () => {
      const rules = english.differences.filter((rule) => rule.reason !== reason);
      const pair = { cached, asked, similarity: 1 };
      expect(guardsOf(english)(pair)).toEqual({ verdict: 'different', reason });
      expect(guardsOf({ ...english, differences: rules })(pair)).not.toEqual({
        verdict: 'different',
        reason,
      });
    });
  }
});
