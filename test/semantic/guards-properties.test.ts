import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guards } from '../../src/semantic/guards/guards.ts';
import { tokenize } from '../../src/semantic/guards/token.ts';

const verify = guards();
const proved = (cached: string, asked: string) => verify({ cached, asked, similarity: 1 }).verdict === 'same';

// None of them is a name, a courtesy, a number or part of a frame.
const word = fc.constantFrom(
  ...'wheel garden ticket invoice dentist red quickly broken paint bring window table under behind late cheap often'.split(
    ' ',
  ),
);
const question = fc
  .tuple(
    fc.constantFrom('what does the', 'when should the', 'which of the'),
    fc.array(word, { minLength: 3, maxLength: 8 }),
  )
  .map(([start, words]) => [...start.split(' '), ...words]);

describe('guards, for any text', () => {
  it('cut without loss', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const joined = tokenize(text).map(({ gap, text: piece }) => gap + piece);
        expect(text.startsWith(joined.join(''))).toBe(true);
        expect(text.slice(joined.join('').length).trim()).toBe('');
      }),
    );
  });

  it('take it for the same as itself, and answer alike both ways round', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      question.map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(proved(one, `${one}`)).toBe(true);
        expect(proved(one, other)).toBe(proved(other, one));
      }),
    );
  });

  it('count one word more, wherever it stands', () => {
    fc.assert(
      fc.property(question, word, fc.nat(), (words, added, at) => {
        expect(proved(words.join(' '), words.toSpliced(at % (words.length + 1), 0, added).join(' '))).toBe(
          false,
        );
      }),
    );
  });

  it('count one sign more, wherever it stands', () => {
    const sign = fc.constantFrom(
      '!',
      '?',
      ',',
      ';',
      '(',
      '"',
      '-',
      '--',
      '&',
      '👍',
      '=',
      '\\',
      '+',
      '#',
      '*',
      '²',
      '\t',
      '\n',
    );
    fc.assert(
      fc.property(question, sign, fc.nat(), fc.boolean(), (words, added, at, apart) => {
        const place = at % (words.length - 1);
        const [before, after] = [words.slice(0, place + 1).join(' '), words.slice(place + 1).join(' ')];
        expect(proved(words.join(' '), `${before}${apart ? ` ${added} ` : added} ${after}`)).toBe(false);
      }),
    );
  });

  it('count two words swapped', () => {
    fc.assert(
      fc.property(question, fc.nat(), fc.nat(), (words, first, second) => {
        const [one, other] = [3 + (first % (words.length - 3)), 3 + (second % (words.length - 3))];
        const swapped = words.with(one, words[other] ?? '').with(other, words[one] ?? '');
        fc.pre(swapped.join() !== words.join());
        expect(proved(words.join(' '), swapped.join(' '))).toBe(false);
      }),
    );
  });

  it('count the case of a word inside', () => {
    fc.assert(
      fc.property(question, fc.nat(), (words, at) => {
        const place = 1 + (at % (words.length - 1));
        const inner = words[place] ?? '';
        const capital = words.with(place, inner.charAt(0).toUpperCase() + inner.slice(1));
        expect(proved(words.join(' '), capital.join(' '))).toBe(false);
      }),
    );
  });
});
