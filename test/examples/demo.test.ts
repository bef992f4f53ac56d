import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { patience } from '../patience.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url));

async function runDemo(): Promise<{ readonly output: string; readonly complaints: string }> {
  const { OPENAI_API_KEY: _, ...environment } = process.env;
  // A process that fails, or that something keeps open, rejects.
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [tsx, '--tsconfig', 'tsconfig.json', 'examples/demo.ts'],
    { cwd: root, env: environment, timeout: patience.timeout },
  );
  return { output: stdout, complaints: stderr };
}

describe('the demo in a pipe', () => {
  let output = '';
  let complaints = '';
  beforeAll(async () => {
    ({ output, complaints } = await runDemo());
  });

  const section = (title: string) =>
    output
      .slice(output.indexOf(`\n${title} - `))
      .split('\n\n', 1)[0]
      ?.trim() ?? '';
  const row = (text: string, label: string) =>
    text
      .split('\n')
      .find((line) => line.trim().startsWith(label))
      ?.trim()
      .split(/ {2,}/) ?? [];

  it('writes plain text, and nothing to the error stream', () => {
    expect(output).not.toContain('\u001b');
    expect(output).not.toContain('\r');
    expect(complaints).toBe('');
  });

  it('keeps to 80 characters a line', () => {
    const longest = Math.max(...output.split('\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(80);
  });

  it.each([
    ['generateText', '1'],
    ['streamText', '1'],
    ['a tool loop', '2'],
    ['a structured output', '1'],
  ])('answers %s by the model, from memory and from Upstash Redis', (title, requests) => {
    const text = section(title);
    const [, coldBy, , , coldRequests, coldTokens] = row(text, '1 cold');
    const [, warmBy, , , warmRequests, warmTokens, warmMoney] = row(text, '2 warm');
    const [, otherBy, , , otherRequests, otherTokens] = row(text, '3 other server');
    expect([coldBy, coldRequests, coldTokens]).toEqual(['the model', requests, '-']);
    expect([warmBy, warmRequests]).toEqual(['memory', '0']);
    expect([otherBy, otherRequests]).toEqual(['Upstash Redis', '0']);
    expect(Number(warmTokens?.replace(',', ''))).toBeGreaterThan(0);
    expect(otherTokens).toBe(warmTokens);
    expect(warmMoney).toMatch(/^\$0\.\d*[1-9]/);
  });

  it('makes one request for five callers at once', () => {
    expect(section('five at once')).toMatch(/5 complete answers in .*, requests to the model: 1$/);
  });

  it.each([
    'by meaning',
    'by meaning, unmeasured embedder',
  ])('%s: proof, judge, memory, rejection', (title) => {
    const by = (question: string) => row(section(title), question)[2];
    expect(by('which plants are safe for cats, please?')).toBe('the cache: proof');
    expect(by('How can I cancel my order?')).toBe('the cache: proof');
    expect(by('How long does delivery to Munich take?')).toBe('the model: names');
    expect(by('Which plants are not safe for cats?')).toBe('the model: negation');
    expect(by('Can I return a rose after 40 days?')).toBe('the model: numbers');
    expect(by('My plant has died, can I get a refund?')).toBe('the cache: judge');
    expect(by('the same again')).toBe('the cache: remembered');
    expect(by('and after a user has rejected it')).toBe('the model: rejected');
  });

  it('answers by the model while Upstash hangs', () => {
    const [, by, , , requests] = row(section('an outage'), 'new server');
    expect([by, requests]).toEqual(['the model', '1']);
  });

  it('ends with the statistics of each server', () => {
    const text = section('cache.stats()');
    expect(output.trimEnd().endsWith(text)).toBe(true);
    expect(row(text, 'hits in memory').slice(1)).toEqual(['5', '0', '0']);
    expect(row(text, 'hits in Upstash Redis').slice(1)).toEqual(['0', '5', '0']);
    expect(row(text, 'misses').slice(1)).toEqual(['6', '0', '1']);
    expect(row(text, 'joined a running call').slice(1)).toEqual(['4', '0', '0']);
    expect(row(text, 'failures of a store').slice(1)).toEqual(['0', '0', '1']);
  });
});
