import { describe, expect, it } from 'vitest';
import type { Outcomes } from '../../scripts/scale/question-simulation.ts';
import { realRun } from '../../scripts/scale/real-run.ts';
import { checks } from '../../scripts/scale/scenarios.ts';
import { simulateService } from '../../scripts/scale/service-simulation.ts';

const outcomes: readonly (keyof Outcomes)[] = ['memory', 'store', 'semantic', 'miss'];
/** In shares of all requests: what the chance of some 2,000 of them leaves open, and what the simulation leaves out. */
const bound = 0.03;

describe.each(Object.entries(checks))('the simulation of a service: %s', (_, service) => {
  it('gives the shares that the library gives for the same traffic', async () => {
    const real = await realRun(service, { conversations: 1_500, seed: 11 });
    const simulated = simulateService(service);
    for (const outcome of outcomes) {
      expect(Math.abs(real[outcome] - simulated[outcome]), outcome).toBeLessThan(bound);
    }
  });

  it('is the same in every run', () => {
    expect(simulateService(service)).toEqual(simulateService(service));
  });
});
