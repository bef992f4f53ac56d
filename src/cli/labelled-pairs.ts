import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Embedder } from '../contracts/embedder.ts';
import type { LabelledPair } from '../evaluate/index.ts';
import { localEmbedder } from '../local-embedder/index.ts';
import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/** The labelled pairs of JSON Lines files, each pair under the name of its file unless it names a `source`. */
export async function readPairs(
  files: readonly string[],
  { directory }: Terminal,
): Promise<readonly LabelledPair[]> {
  return (await Promise.all(files.map((file) => readFileOfPairs(file, directory)))).flat();
}

async function readFileOfPairs(file: string, directory: string): Promise<readonly LabelledPair[]> {
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
    const pair = pairOf(line, basename(file, '.jsonl'));
    if (pair !== undefined) return [pair];
    throw new CommandError(
      `${file}:${index + 1} is no labelled pair.`,
      'A line is {"a": question, "b": question, "label": 1 if one answer serves both, else 0}.',
    );
  });
}

function pairOf(line: string, name: string): LabelledPair | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  const field = (key: string): unknown => Reflect.get(Object(parsed), key);
  const [a, b, label, source] = [field('a'), field('b'), field('label'), field('source')];
  if (typeof a !== 'string' || typeof b !== 'string' || (label !== 0 && label !== 1)) return undefined;
  return { a, b, label, source: typeof source === 'string' ? source : name };
}

/** The offline embedder, which embeds each text once and tells a person how far it is. */
export function measuringEmbedder({ interactive, err }: Terminal, texts: number): Embedder {
  const inner = localEmbedder();
  const known = new Map<string, Float32Array>();
  return {
    ...inner,
    async embed(wanted) {
      const unknown = wanted.filter((text) => !known.has(text));
      const vectors = unknown.length === 0 ? [] : await inner.embed(unknown);
      unknown.forEach((text, index) => {
        known.set(text, vectors[index] ?? new Float32Array());
      });
      if (interactive && unknown.length > 0) err(`embedded ${known.size} of ${texts} texts`);
      return wanted.map((text) => known.get(text) ?? new Float32Array());
    },
  };
}

/** How many texts the pairs hold, each counted once. */
export function textCount(pairs: readonly LabelledPair[]): number {
  return new Set(pairs.flatMap(({ a, b }) => [a, b])).size;
}
