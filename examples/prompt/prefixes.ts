import { createHash } from 'node:crypto';
import type { WireBlock } from './wire-blocks.ts';

/** A place in a request at which a prefix may end. */
export interface Prefix {
  readonly hash: string;
  readonly tokens: number;
}

/** Four characters a token: a count of the stand-in's own, so that no estimate of the library's is marking itself. */
export const charactersPerToken = 4;

/** The prefix that each block ends. @param start what belongs to every prefix, such as the model's name. */
export function prefixesOf(start: string, blocks: readonly WireBlock[]): readonly Prefix[] {
  const hash = createHash('sha256').update(start);
  let characters = 0;
  return blocks.map(({ text }) => {
    hash.update(text);
    characters += text.length;
    return { hash: hash.copy().digest('base64'), tokens: Math.ceil(characters / charactersPerToken) };
  });
}
