import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** From the bundled rows in bench/peers/.cache. */
const fixtures = join(process.argv[1] ?? '', '../../../../test/semantic/fixtures');

export interface SentencePair {
  readonly cached: string;
  readonly asked: string;
}

/** The labelled pairs of the tests of the guards. */
export async function fixturePairs(): Promise<readonly SentencePair[]> {
  const files = (await readdir(fixtures)).filter((file) => file.endsWith('.jsonl')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(fixtures, file), 'utf8')));
  return texts
    .flatMap((text) => text.trim().split('\n'))
    .map((line): { readonly a: string; readonly b: string } => JSON.parse(line))
    .map(({ a, b }) => ({ cached: a, asked: b }));
}

/** Their sentences, each once. */
export async function fixtureSentences(): Promise<readonly string[]> {
  return [...new Set((await fixturePairs()).flatMap(({ cached, asked }) => [cached, asked]))];
}
