import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pairs-'));
  const pair = (a: string, b: string, label: number) => JSON.stringify({ a, b, label });
  const lines = [
    pair('How do I reset my password?', "What's the way to reset my password?", 1),
    pair('How do I reset my password?', 'How do I reset my router?', 0),
  ];
  await writeFile(join(directory, 'few.jsonl'), `${lines.join('\n')}\n\n`);
  // Questions that differ in nothing but their number: the one is never an answer to the other.
  const many = Array.from({ length: 400 }, (_, index) =>
    pair(`What is ${index} plus 1?`, `What is ${index} plus 1`, 1),
  );
  await writeFile(join(directory, 'many.jsonl'), many.join('\n'));
  await writeFile(join(directory, 'broken.jsonl'), `${lines[0]}\n{"a": "one"}\n`);
});
afterAll(() => rm(directory, { recursive: true }));

describe('reprise evaluate', () => {
  it('tells what is proved, refused and left open, by source', async () => {
    const { code, out } = await run(['evaluate', 'few.jsonl', '--json'], { directory });
    expect(code).toBe(0);
    const row = JSON.parse(out).rows.find(({ method }: { method: string }) => method === 'guards (default)');
    expect(row).toMatchObject({ source: 'few', positives: 1, negatives: 1, verdicts: { same: 1 } });
  });

  it('prints a table, and plots to a file', async () => {
    const { out, err } = await run(['evaluate', 'few.jsonl', '--plot', 'curve.svg'], { directory });
    expect(out).toContain('guards (default)');
    expect(err).toContain('curve.svg');
    expect(await readFile(join(directory, 'curve.svg'), 'utf8')).toContain('<svg');
  });

  it.each([
    ['missing.jsonl', 'missing.jsonl can not be read.'],
    ['broken.jsonl', 'broken.jsonl:2 is no labelled pair.'],
  ])('ends with 2 for %s', async (file, message) => {
    const { code, err, out } = await run(['evaluate', file], { directory });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});

describe('reprise calibrate', () => {
  it('gives the threshold that keeps the budget', async () => {
    const { code, out } = await run(['calibrate', 'many.jsonl', '--max-error', '0.05', '--json'], {
      directory,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      status: 'calibrated',
      accepted: 400,
      wrong: 0,
      maxErrorRate: 0.05,
    });
  });

  it('ends with 1, and what to do, where the pairs allow none', async () => {
    const { code, out } = await run(['calibrate', 'few.jsonl', '--max-error', '0.05'], { directory });
    expect(code).toBe(1);
    expect(out).toContain('label more of your traffic');
  });

  it.each([['0'], ['1'], ['much']])('refuses %s as a rate', async (value) => {
    const { code, err } = await run(['calibrate', 'few.jsonl', '--max-error', value], { directory });
    expect(code).toBe(2);
    expect(err).toContain('A rate above 0, below 1.');
  });
});
