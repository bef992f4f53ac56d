import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Embedder } from '../contracts/embedder.ts';
import type { LabelledPair } from '../evaluate/index.ts';
import { localEmbedder } from '../local-embedder/index.ts';
import { CommandError } from './command-error.ts';
import { embeddingOnce } from './embedding-once.ts';
import type { Terminal } from './terminal.ts';

/**
 * The labelled pairs of JSON Lines files.
 * @param directory what their paths are relative to. Default: where the process runs.
 * @param by a field whose value is taken for the source, such as `category`. Default `source`, then the file's name.
 * @throws CommandError naming the file that can't be read, or the line that is no pair.
 */
export async function readPairs(
  files: readonly string[],
  directory = process.cwd(),
  by = 'source',
): Promise<readonly LabelledPair[]> {
  return (await Promise.all(files.map((file) => readFileOfPairs(file, directory, by)))).flat();
}

async function readFileOfPairs(
  file: string,
  directory: string,
  by: string,
): Promise<readonly LabelledPair[]> {
  let text: string;
  try {
    text = await readFile(resolve(directory, file), 'utf8');
  } catch {
    throw new CommandError(
      `${file} can not be read.`,
      'Name a file of JSON Lines: {"a": ..., "b": ..., "label": 0 | 1}.',
    );
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const pair = pairOf(line, by, basename(file, '.jsonl'));
    if (pair !== undefined) return [pair];
    throw new CommandError(
      `${file}:${index + 1} is no labelled pair.`,
      'A line is {"a": question, "b": question, "label": 1 if one answer serves both, else 0}.',
    );
  });
}

function pairOf(line: string, by: string, name: string): LabelledPair | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  const field = (key: string): unknown => Reflect.get(Object(parsed), key);
  const [a, b, label, source] = [field('a'), field('b'), field('label'), field(by)];
  if (typeof a !== 'string' || typeof b !== 'string' || (label !== 0 && label !== 1)) return undefined;
  return { a, b, label, source: String(source ?? name) };
}

/** The offline embedder, which embeds each text of the pairs once and tells a person how far it is. */
export function measuringEmbedder({ interactive, err }: Terminal, pairs: readonly LabelledPair[]): Embedder {
  const texts = new Set(pairs.flatMap(({ a, b }) => [a, b])).size;
  return embeddingOnce(localEmbedder(), (known) => {
    if (interactive) err(`embedded ${known} of ${texts} texts`);
  });
}
