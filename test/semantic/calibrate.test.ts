import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/contracts/embedder.ts';
import { rateInterval, upperBound } from '../../src/observe/rate-interval.ts';
import { calibrate } from '../../src/semantic/calibrate.ts';
import type { LabelledPair } from '../../src/semantic/labelled-pair.ts';

describe('Clopper-Pearson bounds', () => {
  // Closed forms: none of n gives 1 - tail^(1/n), all of n gives tail^(1/n).
  it.each([10, 59, 300])('are exact where none of %i happened', (trials) => {
    expect(upperBound(0, trials, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / trials), 9);
    expect(rateInterval(trials, trials).low).toBeCloseTo(0.025 ** (1 / trials), 9);
  });

  it('solve the equations that define them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (trials, draw) => {
        const events = draw % trials;
        const high = upperBound(events, trials, 0.95);
        let atMost = 0;
        let term = (1 - high) ** trials;
        for (let k = 0; k <= events; k++) {
          atMost += term;
          term *= ((trials - k) / (k + 1)) * (high / (1 - high));
        }
        expect(atMost).toBeCloseTo(0.05, 6);
      }),
    );
  });
});

/** An embedder whose vectors make any cosine: a text is the angle in degrees, or 0 for the first of a pair. */
const angles: Embedder = {
  id: 'angles',
  dimensions: 2,
  embed: async (texts) => texts.map((text) => Float32Array.of(Math.cos(turn(text)), Math.sin(turn(text)))),
};
const turn = (text: string) => (Number(text.split('#')[0]) * Math.PI) / 180;
const pair = (degrees: number, label: 0 | 1, index: number): LabelledPair => ({
  a: '0',
  b: `${degrees}#${index}`,
  label,
});

describe('calibrate', () => {
  it('says that it is not possible with fewer than 300 accepted pairs', async () => {
    const pairs = Array.from({ length: 299 }, (_, index) => pair(1, 1, index));
    expect(await calibrate({ embedder: angles, pairs, maxErrorRate: 0.05 })).toMatchObject({
      status: 'not-possible',
      reason: 'too-few-accepted',
    });
  });

  it('says that it is not possible when the strictest threshold is over the budget', async () => {
    const pairs = Array.from({ length: 400 }, (_, index) => pair(1, index % 5 === 0 ? 0 : 1, index));
    expect(await calibrate({ embedder: angles, pairs, maxErrorRate: 0.05 })).toMatchObject({
      status: 'not-possible',
      reason: 'over-budget',
    });
  });

  it('loosens the threshold for as long as the bound holds, and stops at the first that fails', async () => {
    const good = Array.from({ length: 1_000 }, (_, index) => pair((index % 30) + 1, 1, index));
    const bad = Array.from({ length: 400 }, (_, index) => pair(20, 0, 10_000 + index));
    const calibration = await calibrate({ embedder: angles, pairs: [...good, ...bad], maxErrorRate: 0.05 });
    if (calibration.status !== 'calibrated') throw new Error('expected a calibration');
    expect(calibration.threshold).toBeGreaterThan(Math.cos((20 * Math.PI) / 180));
    expect(calibration.threshold).toBeLessThan(0.97);
    expect(calibration.bound).toBeLessThanOrEqual(0.05);
    expect(calibration.embedder).toBe('angles');
  });

  it('counts only what the verifier lets through', async () => {
    const pairs = Array.from({ length: 800 }, (_, index) => pair(1, index % 2 === 0 ? 0 : 1, index));
    const even = (text: string) => Number(text.split('#')[1]) % 2 === 0;
    const calibration = await calibrate({
      embedder: angles,
      pairs,
      maxErrorRate: 0.05,
      verify: ({ asked }) => (even(asked) ? { verdict: 'different', reason: 'even' } : { verdict: 'same' }),
    });
    expect(calibration).toMatchObject({ status: 'calibrated', accepted: 400, wrong: 0 });
  });

  it('keeps its promise on other draws of the same traffic, for budgets of 5, 10 and 15%', async () => {
    // A traffic whose pairs are the more often wrong, the further they are apart; a seeded generator draws from it.
    let state = 42;
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const draw = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const degrees = Math.ceil(random() * 40);
        return pair(degrees, random() < (degrees / 40) ** 2 * 0.6 ? 0 : 1, index);
      });
    for (const maxErrorRate of [0.05, 0.1, 0.15]) {
      let broken = 0;
      for (let resampling = 0; resampling < 40; resampling++) {
        const calibration = await calibrate({ embedder: angles, pairs: draw(1_500), maxErrorRate });
        if (calibration.status !== 'calibrated') continue;
        const served = draw(20_000).filter(({ b }) => Math.cos(turn(b)) >= calibration.threshold);
        if (served.filter(({ label }) => label === 0).length / served.length > maxErrorRate) broken++;
      }
      expect(broken).toBeLessThanOrEqual(2);
    }
  });

  it.each([
    { maxErrorRate: 0 },
    { maxErrorRate: 1 },
    { maxErrorRate: 0.05, confidence: 1 },
  ])('refuses %j', async (bad) => {
    await expect(calibrate({ embedder: angles, pairs: [], ...bad })).rejects.toThrow('not valid');
  });
});
