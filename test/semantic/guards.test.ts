import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localEmbedderId } from '../../src/local-embedder/index.ts';
import { type GuardsOptions, guards } from '../../src/semantic/guards/guards.ts';

/** What the guards say of a pair that the embedder finds as near as can be. */
function say(cached: string, asked: string, options: GuardsOptions = {}, similarity = 0.99): string {
  const verdict = guards({ embedder: localEmbedderId, ...options })({ cached, asked, similarity });
  return verdict.verdict === 'same' ? 'accepted' : verdict.reason;
}

describe('guards refuse', () => {
  const refused: readonly (readonly [reason: string, cached: string, asked: string])[] = [
    ['numbers', 'Can I bring 2 guests?', 'Can I bring 5 guests?'],
    ['numbers', 'Who won the second race?', 'Who won the 4th race?'],
    ['units', 'How long does a 3 kg joint take?', 'How long does a 3 lb joint take?'],
    ['units', 'Is 45 minutes enough to change trains?', 'Is 2 hours enough to change trains?'],
    ['dates', 'Is the office open on 3 May?', 'Is the office open on 4 May?'],
    ['dates', 'Is the bar open at 5pm?', 'Is the bar open at 19:00?'],
    ['currencies', 'What can I get for $50?', 'What can I get for €50?'],
    ['negation', 'Which plans include roaming?', "Which plans don't include roaming?"],
    ['negation', 'Is the fee refundable?', 'Is the fee non-refundable?'],
    ['antonyms', 'How do I mute a channel?', 'How do I unmute a channel?'],
    ['antonyms', 'How do I turn the heating on?', 'How do I turn the heating off?'],
    ['antonyms', 'Delivery for parcels over 20 kg?', 'Delivery for parcels under 20 kg?'],
    ['names', 'When does the bus to Leeds leave?', 'When does the bus to York leave?'],
    [
      'direction',
      'How long is the ferry from Dover to Calais?',
      'How long is the ferry from Calais to Dover?',
    ],
    ['direction', 'Can stress cause migraines?', 'Can migraines cause stress?'],
    ['scope', 'Restore all files of the project', 'Restore files of the project'],
    ['question-type', 'When will my parcel be delivered?', 'Where will my parcel be delivered?'],
    ['identifiers', 'What does str.strip() do?', 'What does str.lower() do?'],
    ['tense', 'Was interest charged in spring?', 'Will interest be charged in spring?'],
  ];
  it.each(refused)('%s: %s / %s', (reason, cached, asked) => {
    const said = say(cached, asked);
    // A negated form is an opposite as well: whichever guard is asked first names it.
    expect(reason === 'antonyms' ? ['antonyms', 'negation'] : [reason]).toContain(said);
  });

  it('another thing in place of one, however near the vectors are', () => {
    expect(say('How do I cook lentils in a pot?', 'How do I cook beetroot in a pot?')).toMatch(
      /^below-threshold/,
    );
  });

  it('a condition that one of the two adds', () => {
    expect(say('Can I fly with a cold?', 'Can I fly with a cold after ear surgery?')).toMatch(
      /^below-threshold/,
    );
  });
});

describe('guards let pass', () => {
  const passed: readonly (readonly [cached: string, asked: string])[] = [
    ['How do I cancel my order?', 'how can i cancel my order'],
    [
      'What is the checkout time?',
      'Good morning, could you please tell me what the checkout time is? Thank you!',
    ],
    ['How do I receive a receipt?', 'how do i recieve a reciept'],
    ['What can I buy for 1,000 dollars?', 'What can I buy for one thousand dollars?'],
    ['Is the shop open at 5pm?', 'Is the shop open at 17:00?'],
    ['Will it run for 90 seconds?', 'Will it run for 1 min 30 s?'],
    ['How should I store fresh basil?', 'How should fresh basil be stored?'],
    ['In Excel, how do I freeze the top row?', 'How do I freeze the top row in Excel?'],
    ['Tell me how to delete a workspace.', 'How do I remove a workspace?'],
    ['How do I set up two-factor authentication?', 'How do I set up 2FA?'],
    ["Isn't there a way to export my notes?", 'Is there a way to export my notes?'],
    ['Which users have access?', "Which users don't lack access?"],
    ['How do I switch off the alarm?', 'How do I turn the alarm off?'],
  ];
  it.each(passed)('%s / %s', (cached, asked) => {
    expect(say(cached, asked, {}, 0.9)).toBe('accepted');
    expect(say(asked, cached, {}, 0.9)).toBe('accepted');
  });
});

describe('guards', () => {
  it('ask an embedder that nobody measured for 0.95', () => {
    const pair = ['How do I cancel my order?', 'How can I cancel my order?'] as const;
    expect(say(...pair, { embedder: 'some/embedder' }, 0.94)).toBe('below-threshold-same');
    expect(say(...pair, { embedder: 'some/embedder' }, 0.95)).toBe('accepted');
  });

  it('take the same text in other typing, whatever the language', () => {
    expect(say('Wie lösche ich mein Konto?', 'wie lösche ich mein konto')).toBe('accepted');
    expect(say('パスワードを変更したい', 'パスワードを変更したい。')).toBe('accepted');
  });

  it('refuse other texts in a language without tables', () => {
    expect(
      say('Wie kann ich mein Konto wieder löschen lassen?', 'Wie lasse ich mein Konto wieder löschen?'),
    ).toBe('unsupported-language');
    expect(say('パスワードを変更したい', 'パスワードを忘れた')).toBe('unsupported-language');
  });

  it('can be left out one by one', () => {
    const pair = ['When will my parcel be delivered?', 'Where will my parcel be delivered?'] as const;
    expect(say(...pair)).toBe('question-type');
    expect(say(...pair, { disable: ['question-type'] })).toBe('accepted');
  });

  it('take a synonym of a domain for a word that is a short form of another', () => {
    const pair = ['How do I book a temp for Monday?', 'How do I book a locum for Monday?'] as const;
    expect(say(...pair)).toBe('below-threshold-changed');
    expect(say(...pair, { synonyms: [['locum', 'temp']] })).toBe('accepted');
  });

  it('take guards and synonyms of a domain', () => {
    const pair = ['How do I close a ticket?', 'How do I close a docket?'] as const;
    expect(say(...pair)).toMatch(/^below-threshold/);
    expect(say(...pair, { synonyms: [['ticket', 'docket']] })).toBe('accepted');
    expect(
      say(...pair, { synonyms: [['ticket', 'docket']], extra: [{ id: 'mine', differs: () => true }] }),
    ).toBe('mine');
  });

  it('close a tier that is given Infinity', () => {
    expect(say('How do I pay?', 'How can I pay?', { thresholds: { bare: Number.POSITIVE_INFINITY } })).toBe(
      'below-threshold-bare',
    );
  });

  it('refuse a long text but for itself', () => {
    const long = 'How do I pay? '.repeat(200);
    expect(say(long, long)).toBe('accepted');
    expect(say(long, long.slice(1))).toBe('too-long');
  });

  it('decide over any two texts, and the same way again', () => {
    const verify = guards();
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ maxLength: 80 }),
        (cached, asked) => {
          const pair = { cached, asked, similarity: 0.97 };
          expect(verify(pair)).toEqual(verify(pair));
          expect(verify({ ...pair, asked: cached }).verdict).toBe('same');
        },
      ),
    );
  });

  it('survive words that are also members of every object', () => {
    expect(say('What is a constructor?', 'what is a constructor')).toBe('accepted');
    expect(say('Explain toString and hasOwnProperty', 'Explain valueOf and __proto__')).not.toBe('accepted');
  });
});
