import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { LabelledPair } from '../src/semantic/labelled-pair.ts';

const line = z
  .object({
    a: z.string(),
    b: z.string(),
    label: z.union([z.literal(0), z.literal(1)]),
    source: z.string().optional(),
  })
  .catchall(z.unknown());

/**
 * The labelled pairs of a JSON Lines file.
 * @param by a field whose value is taken for the source, such as `category`. Default `source`, then the file's name.
 * @throws Error naming the file and the line that is no pair.
 */
export async function readPairs(file: string, by = 'source'): Promise<readonly LabelledPair[]> {
  const text = await readFile(file, 'utf8');
  return text.split('\n').flatMap((json, index) => {
    if (json.trim() === '') return [];
    const parsed = line.safeParse(parseJson(json));
    if (!parsed.success) throw new Error(`${file}:${index + 1}: not {"a", "b", "label": 0 | 1}`);
    const { a, b, label } = parsed.data;
    return [{ a, b, label, source: String(parsed.data[by] ?? basename(file, '.jsonl')) }];
  });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
