import { lemma } from './morphology.ts';

const derived = /^(.{4,}?)(ly|ness|less|ful|er|or|ist|able|ment|ing|ed|ism|y)$/;
const prefixed = /^(un|re|non|pre|over|mis|dis|out|sub|anti)(.{4,})$/;

/** Words of the tables, and with them their inflections and what is plainly derived from them (`unlocker`). */
export class KnownWords extends Set<string> {
  override has(word: string): boolean {
    if (super.has(word)) return true;
    const base = lemma(word);
    if (super.has(base)) return true;
    const stem = derived.exec(base)?.[1];
    if (
      stem !== undefined &&
      (super.has(stem) || super.has(`${stem}e`) || super.has(`${stem.slice(0, -1)}y`))
    )
      return true;
    const bare = prefixed.exec(base)?.[2];
    return bare !== undefined && super.has(bare);
  }
}
