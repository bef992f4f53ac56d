import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { localEmbedder } from '../../src/local-embedder/index.ts';
import { type Evaluation, evaluate } from '../../src/semantic/evaluate.ts';
import { guards } from '../../src/semantic/guards/guards.ts';
import type { LabelledPair } from '../../src/semantic/labelled-pair.ts';
import { thresholdVerifier } from '../../src/semantic/threshold-verifier.ts';

describe('on the pairs written for this project, with the offline embedder', () => {
  let evaluation: Evaluation;
  beforeAll(async () => {
    const lines = await readFile(new URL('./fixtures/own.jsonl', import.meta.url), 'utf8');
    const pairs: LabelledPair[] = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const embedder = localEmbedder();
    const methods = { guards: guards({ embedder: embedder.id }), threshold: thresholdVerifier(0.9) };
    evaluation = await evaluate({ embedder, pairs, methods });
  }, 120_000);

  const row = (method: string) => {
    const found = evaluation.rows.find((candidate) => candidate.method === method);
    if (found === undefined) throw new Error('the row is missing');
    return found;
  };

  it('guards serve at least 35% of the paraphrases', () => {
    expect(row('guards').hitRate).toBeGreaterThanOrEqual(0.35);
  });

  it('guards serve at most 5% of the traps, where a threshold alone serves most', () => {
    expect(row('guards').falseAccepts).toBeLessThanOrEqual(0.05);
    expect(row('threshold').falseAccepts).toBeGreaterThan(0.5);
  });
});
