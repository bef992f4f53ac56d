import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/contracts/embedder.ts';
import type { VerifyPair } from '../../src/contracts/verify-pair.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import { ALL_SOURCES, evaluate } from '../../src/evaluate/evaluate.ts';
import { evaluationPlot } from '../../src/evaluate/evaluation-plot.ts';
import { evaluationTable } from '../../src/evaluate/evaluation-table.ts';
import { thresholdVerifier } from '../../src/evaluate/threshold-verifier.ts';
import type { LabelledPair } from '../../src/semantic/labelled-pair.ts';

/** A text is its angle in degrees. */
const angles: Embedder = {
  id: 'angles',
  dimensions: 2,
  embed: async (texts) =>
    texts.map((text) =>
      Float32Array.of(Math.cos((Number(text) * Math.PI) / 180), Math.sin((Number(text) * Math.PI) / 180)),
    ),
};
const pairs: readonly LabelledPair[] = [
  { a: '0', b: '5', label: 1, source: 'one' },
  { a: '0', b: '6', label: 0, source: 'one' },
  { a: '0', b: '60', label: 1, source: 'one' },
  { a: '0', b: '70', label: 0, source: 'one' },
  { a: '0', b: '7', label: 1, source: 'other' },
];

/** Proves what is less than ten degrees apart, refuses multiples of seven, and leaves the rest. */
const verify: VerifyPair = ({ asked }) => {
  if (Number(asked) < 7) return { verdict: 'same' };
  return Number(asked) % 7 === 0
    ? { verdict: 'different', reason: 'sevens' }
    : { verdict: 'unsure', reason: 'wording' };
};

describe('evaluate', () => {
  it('counts verdicts by source and over all, and what is wrong among the proved', async () => {
    const { rows } = await evaluate({ embedder: angles, pairs, methods: { verify } });
    expect(rows.map(({ source }) => source)).toEqual(['one', 'other', ALL_SOURCES]);
    expect(rows[0]).toMatchObject({ positives: 2, negatives: 2, reasons: { wording: 1, sevens: 1 } });
    expect(rows[0]?.verdicts).toEqual({ same: 2, different: 1, unsure: 1 });
    expect(rows[0]?.wrongAmongSame.estimate).toBe(0.5);
    expect(rows[2]?.verdicts).toEqual({ same: 2, different: 2, unsure: 1 });
  });

  it('tells what is served without a judge, with the labels, and with a judge that errs', async () => {
    const { rows } = await evaluate({
      embedder: angles,
      pairs: [...pairs.slice(0, 3), { a: '0', b: '50', label: 0, source: 'one' }],
      methods: { verify },
      judgeFloor: 0.4,
      judgeErrorRate: 0.25,
    });
    expect(rows[0]?.judged).toBe(2);
    expect(rows[0]?.served).toEqual({
      none: { right: 1, wrong: 1, hitRate: 0.5, wrongRate: 0.25 },
      labels: { right: 2, wrong: 1, hitRate: 1, wrongRate: 0.25 },
      erring: { right: 1.75, wrong: 1.25, hitRate: 0.875, wrongRate: 0.3125 },
    });
  });

  it('asks a judge about nothing below its floor', async () => {
    const { rows } = await evaluate({ embedder: angles, pairs, methods: { verify } });
    expect(rows[0]?.judged).toBe(0);
    expect(rows[0]?.served.labels).toEqual(rows[0]?.served.none);
  });

  it('compares a threshold alone, and one for what is unsure', async () => {
    const methods = { alone: thresholdVerifier(0.9), beside: thresholdVerifier(0.4, verify) };
    const { rows } = await evaluate({ embedder: angles, pairs: pairs.slice(0, 4), methods });
    expect(rows.map(({ verdicts }) => verdicts)).toEqual([
      { same: 2, different: 0, unsure: 2 },
      { same: 3, different: 1, unsure: 0 },
    ]);
  });

  it.each([{ confidence: 1 }, { judgeFloor: 2 }, { judgeErrorRate: -1 }])('refuses %j', async (bad) => {
    const evaluation = evaluate({ embedder: angles, pairs, methods: { verify }, ...bad });
    await expect(evaluation).rejects.toThrow(InvalidOptionError);
  });

  it('prints a line for each source and method', async () => {
    const evaluation = await evaluate({
      embedder: angles,
      pairs,
      methods: { near: thresholdVerifier(0.9), none: thresholdVerifier(1) },
    });
    const lines = evaluationTable(evaluation).split('\n');
    expect(lines).toHaveLength(1 + 6);
    expect(lines[1]).toMatch(
      /^one\s+near\s+2 \+ 2\s+50\.0%\s+0\.0%\s+50\.0%\s+50\.0%\s+1\.3% to 98\.7%\s+50\.0%/,
    );
    expect(lines[2]).toMatch(/^one\s+none\s+2 \+ 2\s+0\.0%\s+0\.0%\s+100\.0%\s+-\s+-\s+0\.0%/);
  });

  it('plots a curve for each method, its name escaped', () => {
    const svg = evaluationPlot({ 'a < b': [{ threshold: 0.9, hitRate: 0.5, wrongHitRate: 0.1 }] });
    expect(svg).toContain('a &lt; b');
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(1);
  });
});
