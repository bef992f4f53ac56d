import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { guards } from '../../src/semantic/guards/guards.ts';

const verdict = (cached: string, asked: string, similarity = 0.99) => guards()({ cached, asked, similarity });
const different = (reason: string) => ({ verdict: 'different', reason });
const unsure = (reason: string) => ({ verdict: 'unsure', reason });

describe('guards', () => {
  it('say the same whatever the similarity', () => {
    for (const similarity of [-1, 0, 1]) {
      expect(verdict('How do I pay?', 'how can I pay?', similarity)).toEqual({ verdict: 'same' });
      expect(verdict('Is it 3 km?', 'Is it 4 km?', similarity)).toEqual(different('numbers'));
      expect(verdict('What is a lease?', 'What is a lien?', similarity)).toEqual(unsure('wording'));
    }
  });

  it('read a text once, as long as they keep it', () => {
    const read = vi.spyOn(String.prototype, 'normalize');
    onTestFinished(() => read.mockRestore());
    const reads = (verify: ReturnType<typeof guards>) => {
      read.mockClear();
      verify({ cached: 'How do I pay?', asked: 'When do I pay?', similarity: 1 });
      return read.mock.calls.length;
    };
    const [keeping, forgetting] = [guards({ keep: 2 }), guards({ keep: 1 })];
    const first = reads(keeping);
    expect(reads(keeping)).toBe(0);
    expect([reads(forgetting), reads(forgetting)]).toEqual([first, first]);
  });

  it('take a text for the same as itself in any language and of any length', () => {
    for (const text of ['', '?', 'Où est la gare', '法国的首都是哪里?', 'x'.repeat(10_000)])
      expect(verdict(text, text)).toEqual({ verdict: 'same' });
  });

  it.each([
    ['numbers', 'Can I bring 2 guests?', 'Can I bring 5 guests?'],
    ['numbers', 'Can I bring two guests?', 'Can I bring 5 guests?'],
    ['units', 'Is the kitten 5 weeks old?', 'Is the kitten 5 months old?'],
    ['dates', 'Does the museum open on Monday?', 'Does the museum open on Friday?'],
    ['dates', 'Does the museum open at 9 am?', 'Does the museum open at 9 pm?'],
    ['currency', 'Is the ticket $20?', 'Is the ticket €20?'],
    ['identifiers', 'Does the E40 code go away?', 'Does the E04 code go away?'],
    ['negation', 'Who has to pay?', 'Who has not to pay?'],
    ['opposites', 'Which phones use more power?', 'Which phones use less power?'],
    ['names', 'How do I fly to Lisbon?', 'How do I fly to Oslo?'],
    ['signs', 'What does && do in bash?', 'What does || do in bash?'],
    ['case', 'What does \\d match?', 'What does \\D match?'],
    ['case', 'How do I say "polish"?', 'How do I say "Polish"?'],
  ])('name what is certain: %s', (reason, cached, asked) => {
    expect(verdict(cached, asked)).toEqual(different(reason));
    expect(verdict(asked, cached)).toEqual(different(reason));
  });

  it.each([
    ['numbers', 'Is a layover of 90 minutes enough?', 'Is a layover of 1.5 hours enough?'],
    ['numbers', 'Who wrote episode 3 of season 4?', 'Who wrote episode 4 of season 3?'],
    ['signs', 'Is !done true?', 'Is done true?'],
    ['signs', "Let's eat, grandma", "Let's eat grandma"],
    ['signs', 'You close on Sunday.', 'You close on Sunday?'],
    ['case', 'How do I train python?', 'How do I train Python?'],
    ['order', 'Who does the cat chase, the dog?', 'Who does the dog chase, the cat?'],
    ['wording', 'Is the result final?', 'Is the outcome final?'],
    ['wording', 'Papa', 'Maman'],
  ])('are unsure for a reason: %s', (reason, cached, asked) => {
    expect(verdict(cached, asked)).toEqual(unsure(reason));
  });

  it('compare a context as it stands, and ask what is asked of it', () => {
    const context = 'I have a cat and a dog, and they can’t share.';
    expect(verdict(`${context} How do I feed my cat?`, `${context} How can I feed my cat?`).verdict).toBe(
      'same',
    );
    expect(verdict(`${context} What do I feed my cat?`, `${context} What do I feed my dog?`)).toEqual(
      unsure('wording'),
    );
    expect(verdict("I can't swim. How do I float?", 'I cannot swim. How do I float?').verdict).toBe('unsure');
  });

  it('license nothing in quotes, in code and after a colon', () => {
    expect(verdict("What does 'colour' do?", "What does 'color' do?").verdict).not.toBe('same');
    expect(verdict('What does `a b` do?', 'What does `a  b` do?').verdict).not.toBe('same');
    expect(verdict('Tell me what this is: colour', 'Tell me what this is: color').verdict).not.toBe('same');
    expect(verdict('Why is x = colour?', 'Why is x = color?').verdict).not.toBe('same');
  });

  it('license nothing but the frame where the wording is the subject', () => {
    expect(verdict('How do I spell colour?', 'How do I spell color?').verdict).not.toBe('same');
    expect(verdict('How do I spell colour?', 'how can I spell colour').verdict).toBe('same');
  });

  it('license only spaces, forms of characters and a missing end in other languages', () => {
    expect(verdict('Où est la gare ?', 'Où  est la gare ?').verdict).toBe('same');
    expect(verdict('Wo ist das Café', 'Wo ist das Cafe\u0301?').verdict).toBe('same');
    expect(verdict('法国的首都是哪里?', '法国的首都是哪里？').verdict).toBe('same');
    expect(verdict('Reise gebucht', 'reise gebucht')).toEqual(unsure('case'));
    expect(verdict('Wie lösche ich mein Konto?', 'Wie lösche ich dein Konto?')).toEqual(unsure('wording'));
    expect(verdict('Kostet das 20 Euro?', 'Kostet das 30 Euro?')).toEqual(different('numbers'));
  });

  it('find no word in what every object inherits', () => {
    for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(verdict(`What does the ${word} do?`, `what does the ${word} do`).verdict).toBe('same');
  });

  it('cut nothing into words that is longer than 8,000 characters', () => {
    const passage = 'The cat sat on the mat. '.repeat(400);
    expect(verdict(`${passage}How do I pay?`, `${passage}How can I pay?`)).toEqual(unsure('wording'));
  });
});
