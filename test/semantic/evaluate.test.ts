import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/contracts/embedder.ts';
import { ALL_SOURCES, evaluate } from '../../src/semantic/evaluate.ts';
import { evaluationPlot } from '../../src/semantic/evaluation-plot.ts';
import { evaluationTable } from '../../src/semantic/evaluation-table.ts';
import type { LabelledPair } from '../../src/semantic/labelled-pair.ts';
import { thresholdVerifier } from '../../src/semantic/threshold-verifier.ts';

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

describe('evaluate', () => {
  it('counts hits, wrong hits and false accepts by source and over all', async () => {
    const { rows } = await evaluate({ embedder: angles, pairs, methods: { near: thresholdVerifier(0.9) } });
    expect(rows.map(({ source }) => source)).toEqual(['one', 'other', ALL_SOURCES]);
    expect(rows[0]).toMatchObject({
      positives: 2,
      negatives: 2,
      served: 2,
      wrong: 1,
      hitRate: 0.5,
      falseAccepts: 0.5,
    });
    expect(rows[0]?.wrongHitRate.estimate).toBe(0.5);
    expect(rows[0]?.refusals).toEqual({ 'below-threshold': 2 });
    expect(rows[2]).toMatchObject({ positives: 3, negatives: 2, served: 3, wrong: 1 });
  });

  it('prints a line for each source and method', async () => {
    const evaluation = await evaluate({
      embedder: angles,
      pairs,
      methods: { near: thresholdVerifier(0.9), none: thresholdVerifier(1) },
    });
    const lines = evaluationTable(evaluation).split('\n');
    expect(lines).toHaveLength(1 + 6);
    expect(lines[1]).toMatch(/^one\s+near\s+2 \+ 2\s+50\.0%\s+50\.0%\s+1\.3% to 98\.7%\s+50\.0%/);
    expect(lines[2]).toMatch(/^one\s+none\s+2 \+ 2\s+0\.0%\s+-\s+-\s+0\.0%/);
  });

  it('plots a curve for each method, its name escaped', () => {
    const svg = evaluationPlot({ 'a < b': [{ threshold: 0.9, hitRate: 0.5, wrongHitRate: 0.1 }] });
    expect(svg).toContain('a &lt; b');
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(1);
  });
});
