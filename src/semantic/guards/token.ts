/** A piece of a text. Gaps and texts of all tokens, joined, give the text back but for white space at its end. */
export interface Token {
  /** `literal`: quoted, or of signs, or of letters and digits mixed: compared as it stands. `end`: ends a sentence. */
  readonly kind: 'word' | 'number' | 'literal' | 'mark' | 'end';
  readonly text: string;
  /** Of a word or a mark: the text in lower case with straight apostrophes, as tables have it. Of all else empty. */
  readonly lower: string;
  /** The white space before it. */
  readonly gap: string;
}

const word = /^\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*$/u;
const number = /^\d+(?:[.,]\d+)*$/;
const asciiWord = /^[A-Za-z]+(?:['-][A-Za-z]+)*$/;
const otherSpace = /\s/;
/** Most of what is read is ASCII, of which only space and the five from tab to carriage return are white. */
const isSpace = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code < 128 ? code === 32 || (code >= 9 && code <= 13) : otherSpace.test(text.charAt(at));
};
const letter = /[\p{L}\p{N}]/u;

const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['«', '»'],
  ['「', '」'],
]);
const openingMarks = new Set('([{¿¡');
const closingMarks = new Set(')]},;:"\'”’»、，；：');
const endMarks = new Set('.?!…。？！');

/** Cuts a text in normal form C into tokens, in time linear in its length. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  // Once a closing quote was looked for in vain, there is none further on either.
  const missing = new Set<string>();
  let at = 0;
  while (at < text.length) {
    const gapStart = at;
    while (at < text.length && isSpace(text, at)) at++;
    if (at === text.length) break;
    let gap = text.slice(gapStart, at);
    const push = (kind: Token['kind'], piece: string): void => {
      tokens.push({ kind, text: piece, lower: loweredOf(kind, piece), gap });
      gap = '';
    };
    if (gap !== '' || gapStart === 0 || openingMarks.has(text.charAt(at - 1))) {
      const end = quotedEnd(text, at, missing);
      if (end > at) {
        push('literal', text.slice(at, end));
        at = end;
        continue;
      }
    }
    if (openingMarks.has(text.charAt(at))) {
      push('mark', text.charAt(at));
      at++;
      continue;
    }
    let chunkEnd = at + 1;
    while (chunkEnd < text.length && !isSpace(text, chunkEnd)) chunkEnd++;
    let coreEnd = chunkEnd;
    while (coreEnd > at && isTrailing(text.charAt(coreEnd - 1))) coreEnd--;
    const core = text.slice(at, coreEnd);
    if (core !== '') push(kindOf(core), core);
    at = coreEnd;
    while (at < chunkEnd) {
      const mark = text.charAt(at);
      let next = at + 1;
      const ends = endMarks.has(mark);
      if (ends) while (next < chunkEnd && text.charAt(next) === mark) next++;
      push(ends ? 'end' : 'mark', text.slice(at, next));
      at = next;
    }
  }
  return tokens;
}

const capitalOrCurly = /[^a-z'-]/;

/** What a table has a word under. */
export const lowered = (text: string): string =>
  capitalOrCurly.test(text) ? text.toLowerCase().replaceAll('’', "'") : text;

const loweredOf = (kind: Token['kind'], text: string): string =>
  kind === 'word' || kind === 'mark' ? lowered(text) : '';

const isTrailing = (char: string): boolean => closingMarks.has(char) || endMarks.has(char);

function kindOf(core: string): Token['kind'] {
  if (asciiWord.test(core) || word.test(core)) return 'word';
  return number.test(core) ? 'number' : 'literal';
}

/** Where what is quoted from here on ends, or `at` if nothing is. */
function quotedEnd(text: string, at: number, missing: Set<string>): number {
  const opening = text.charAt(at);
  const closing = text.startsWith('```', at) ? '```' : closers.get(opening);
  if (closing === undefined || missing.has(closing)) return at;
  let end = text.indexOf(closing, at + closing.length);
  // An apostrophe inside of a word closes nothing.
  while (end !== -1 && (closing === "'" || closing === '’') && letter.test(text.charAt(end + 1)))
    end = text.indexOf(closing, end + 1);
  if (end === -1) {
    missing.add(closing);
    return at;
  }
  return end + closing.length;
}
