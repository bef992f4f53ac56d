import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/contracts/embedder.ts';
import { RepriseError } from '../../src/errors.ts';
import { calibrate } from '../../src/semantic/calibrate.ts';
import type { EmbeddedPair, LabelledPair } from '../../src/semantic/labelled-pair.ts';
import { pairProbability, pairVerifier, trainVerifier } from '../../src/semantic/verifier/pair-verifier.ts';

const embedder = 'test/embedder@1';
const verbs = ['cancel', 'change', 'print', 'share', 'rename', 'copy', 'move', 'archive'];
const unseenVerbs = 'rotate lend trim forward mute pin label merge export tag clone fold sort'.split(' ');
const things = ['an order', 'a report', 'a folder', 'a ticket', 'a calendar', 'an invoice'];

/** Pairs that a rule tells apart: another thing is another question; the similarity says little. */
const pairs: readonly EmbeddedPair[] = verbs.flatMap((verb, row) =>
  things.flatMap((thing, column) => {
    const other = things[(column + 1) % things.length] ?? '';
    const similarity = 0.9 + ((row * 7 + column * 3) % 10) / 100;
    const cached = `How do I ${verb} ${thing}?`;
    return [
      { cached, asked: `How can I ${verb} ${thing}`, similarity, label: 1, source: 'rule' },
      { cached, asked: `How do I ${verb} ${other}?`, similarity, label: 0, source: 'rule' },
    ] as const;
  }),
);

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (RepriseError.isInstance(error)) return error.code;
  }
  return 'nothing thrown';
};

describe('a trained verifier', () => {
  const weights = trainVerifier({ pairs, embedder, trees: 100 });

  it('tells apart what it was trained to tell apart, in words it has not seen', () => {
    const verify = pairVerifier(weights, { embedder });
    const cached = 'How do I delete a playlist?';
    expect(verify({ cached, asked: 'How can I delete a playlist', similarity: 0.93 }).verdict).toBe('same');
    expect(verify({ cached, asked: 'How do I delete a voicemail?', similarity: 0.99 })).toEqual({
      verdict: 'different',
      reason: 'verifier',
    });
  });

  it('never serves another number, an opposite or swapped parts, and says which', () => {
    const verify = pairVerifier(weights, { embedder, accept: 0 });
    const refused = (cached: string, asked: string) => verify({ cached, asked, similarity: 1 });
    expect(refused('Can I bring 2 guests?', 'Can I bring 5 guests?')).toMatchObject({ reason: 'numbers' });
    expect(refused('How do I open a valve?', 'How do I close a valve?')).toMatchObject({
      reason: 'antonyms',
    });
    expect(refused('Trains from Rome to Bern', 'Trains from Bern to Rome')).toMatchObject({
      reason: 'direction',
    });
  });

  it('leaves all to the labels without vetoes', () => {
    const free = pairVerifier(trainVerifier({ pairs, embedder, trees: 100, vetoes: [] }), {
      embedder,
      accept: 0,
    });
    expect(
      free({ cached: 'Can I bring 2 guests?', asked: 'Can I bring 5 guests?', similarity: 1 }).verdict,
    ).toBe('same');
  });

  it('gives the same weights for the same pairs, and keeps them through JSON', () => {
    expect(trainVerifier({ pairs, embedder, trees: 100 })).toEqual(weights);
    const kept = pairProbability(JSON.parse(JSON.stringify(weights)));
    const pair = { cached: 'How do I pay?', asked: 'How can I pay?', similarity: 0.9 };
    expect(kept(pair)).toBe(pairProbability(weights)(pair));
  });

  it('leaves what it is unsure of to a judge', () => {
    const verify = pairVerifier(weights, { embedder, accept: 1, unsure: 0 });
    expect(verify({ cached: 'How do I pay?', asked: 'How can I pay?', similarity: 0.9 }).verdict).toBe(
      'unsure',
    );
  });

  it('takes a calibration of its probability, and accepts nothing where none was possible', async () => {
    const told = { of: 'probability', embedder, maxErrorRate: 0.05, confidence: 0.99 } as const;
    const none = pairVerifier(weights, {
      embedder,
      accept: { status: 'not-possible', reason: 'over-budget', ...told },
    });
    expect(none({ cached: 'How do I pay?', asked: 'How can I pay?', similarity: 1 }).verdict).toBe(
      'different',
    );
    expect(
      code(() =>
        pairVerifier(weights, {
          embedder,
          accept: { status: 'not-possible', reason: 'over-budget', ...told, of: 'similarity' },
        }),
      ),
    ).toBe('invalid-option');
  });

  it('is calibrated on pairs that it was not trained on: what it then accepts keeps the budget', async () => {
    const unseen: LabelledPair[] = unseenVerbs.flatMap((verb) =>
      things.flatMap((thing, column) => {
        const a = `How do I ${verb} ${thing}?`;
        const others = things.filter((_, index) => index !== column);
        return [
          ...['How can I', 'How could I', 'How should I', 'how do i'].map((start) => ({
            a,
            b: `${start} ${verb} ${thing}`,
            label: 1 as const,
          })),
          ...others.slice(0, 3).map((other) => ({ a, b: `How do I ${verb} ${other}?`, label: 0 as const })),
        ];
      }),
    );
    const constant: Embedder = {
      id: embedder,
      dimensions: 2,
      embed: async (texts) => texts.map(() => Float32Array.of(1, 0)),
    };
    const calibration = await calibrate({ embedder: constant, pairs: unseen, maxErrorRate: 0.05, weights });
    expect(calibration).toMatchObject({ status: 'calibrated', of: 'probability' });
    const verify = pairVerifier(weights, { embedder, accept: calibration });
    const served = unseen.filter(
      ({ a, b }) => verify({ cached: a, asked: b, similarity: 1 }).verdict === 'same',
    );
    expect(served.length).toBeGreaterThanOrEqual(300);
    expect(served.filter(({ label }) => label === 0).length / served.length).toBeLessThan(0.05);
  });

  it('refuses another embedder, and options out of range', () => {
    expect(code(() => pairVerifier(weights, { embedder: 'other' }))).toBe('calibration-mismatch');
    expect(code(() => pairVerifier(weights, { embedder, accept: 1.1 }))).toBe('invalid-option');
    expect(code(() => pairVerifier(weights, { embedder, accept: 0.5, unsure: 0.6 }))).toBe('invalid-option');
    expect(code(() => trainVerifier({ pairs: pairs.filter(({ label }) => label === 1), embedder }))).toBe(
      'invalid-option',
    );
  });
});
