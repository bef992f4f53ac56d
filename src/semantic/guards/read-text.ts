import type { Language } from './languages/language.ts';
import { type Token, tokenize } from './token.ts';
import { asFirst, type Sentence, type Unit, unitOf } from './unit.ts';

/** A text as it is compared. */
export interface Reading {
  /** As it stands, for comparing with a text in another language or in none that is known. */
  readonly plain: Sentence;
  /** With every licence of its language applied; missing if it isn't surely in that language. */
  readonly licensed?: Sentence;
}

/** A longer text isn't cut into tokens, so that a reading costs less than a millisecond. In UTF-16 units. */
const LONGEST = 8_000;
const capitalOrDigit = /^[\p{Lu}\p{N}\p{Lo}"“'(]/u;
const code = /[=<>{}[\]\\|&^$#@_*~+`;/]|^-|[a-z][A-Z]/;
const money = /^[$€£]\d[\d.,]*$/;
const lineBreak = /[\n\t]/;

export function readText(text: string, language: Language): Reading {
  // Composing characters takes longer than all else; what is far too long is compared as it stands.
  const normal = (text.length > 2 * LONGEST ? text : text.normalize('NFC')).trim();
  if (normal.length > LONGEST) return { plain: { units: [whole(normal)], ending: '' } };
  const tokens = tokenize(normal);
  const sentences = cutSentences(tokens);
  const plain = joined(sentences);
  if (!language.recognises(tokens)) return { plain };
  return { plain, licensed: license(sentences, tokens, language) };
}

const whole = (text: string): Unit => ({ kind: 'text', key: text, lower: '', gap: '', exact: true });

const ends: ReadonlyMap<string, string> = new Map([
  ['.', '.'],
  ['。', '.'],
  ['?', '?'],
  ['？', '?'],
  ['!', '!'],
  ['！', '!'],
]);

/** `??` is `?`; three dots, and whatever stands apart from a word, are no plain end. */
function endingOf(token: Token | undefined, before: Token | undefined): string {
  if (token?.kind !== 'end' || before === undefined || before.kind === 'end') return '';
  if (token.gap !== '' && (before.kind !== 'word' || token.text !== '?')) return '';
  const mark = ends.get(token.text.charAt(0)) ?? '';
  if (mark === '.' && token.text.length > 1) return '';
  // A factorial, and a method whose name ends so, are no exclamations.
  return mark === '!' && before.kind !== 'word' ? '' : mark;
}

function cutSentences(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const next = tokens[index + 1];
    const broken = next !== undefined && lineBreak.test(next.gap);
    const stops =
      token?.kind === 'end' &&
      (next === undefined || (next.gap !== '' && (token.text !== '.' || capitalOrDigit.test(next.text))));
    if (next !== undefined && !broken && !stops) continue;
    const ending = endingOf(token, index > start ? tokens[index - 1] : undefined);
    const upTo = ending === '' ? index + 1 : index;
    sentences.push({ units: tokens.slice(start, upTo).map(unitOf), ending });
    start = index + 1;
  }
  return sentences;
}

/** Sentences as one, the ends between them as units. */
function joined(sentences: readonly Sentence[]): Sentence {
  const [only] = sentences;
  if (only !== undefined && sentences.length === 1) return only;
  const units: Unit[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const last = index === sentences.length - 1;
    // What stands before the last sentence is its context: nothing in it may differ.
    for (const piece of sentence.units) units.push(last ? piece : { ...piece, exact: true });
    if (!last && sentence.ending !== '')
      units.push({ kind: 'end', key: sentence.ending, lower: '', gap: '', exact: true });
  }
  return { units, ending: sentences.at(-1)?.ending ?? '' };
}

function license(sentences: readonly Sentence[], tokens: readonly Token[], language: Language): Sentence {
  const hasCode = tokens.some(isCode);
  const aboutWording = tokens.some(({ kind, lower }) => kind === 'word' && language.wording.has(lower));
  const literally = hasCode || aboutWording;
  const spoken = literally ? sentences : withoutCourtesies(sentences, language);
  const { units, ending } = joined(spoken);
  if (literally && spoken.length > 1) return { units, ending };

  const start = Math.max(
    0,
    units.findIndex(({ exact }) => !exact),
  );
  const colon = units.findIndex(({ kind, key, exact }) => kind === 'mark' && key === ':' && !exact);
  let request: readonly Unit[] = asFirst(units.slice(start, colon < 0 ? undefined : colon + 1));
  for (const rewrite of language.rewrites)
    if (!literally || rewrite.reach === 'frame') request = asFirst(rewrite.apply(request));
  const after = colon < 0 ? [] : units.slice(colon + 1).map((piece) => ({ ...piece, exact: true }));
  // A line break before the request, and its indent, stay.
  const gap = start === 0 ? '' : (units[start]?.gap ?? '');
  const [first] = request;
  if (first !== undefined && gap !== '') request = [{ ...first, gap }, ...request.slice(1)];
  const sealed = literally ? request.map((piece) => ({ ...piece, exact: true })) : request;
  const all = start === 0 && after.length === 0 ? sealed : [...units.slice(0, start), ...sealed, ...after];
  return { units: all, ending };
}

function isCode({ kind, text }: Token): boolean {
  if (kind === 'mark') return text === '[' || text === '{';
  return kind === 'literal' && !money.test(text) && !quoted(text) && code.test(text);
}

const quoted = (text: string): boolean => /^["“„'‘«「]/.test(text);

/** Leaves out what is said for politeness' sake before and after the rest; a text of nothing else stays. */
function withoutCourtesies(sentences: readonly Sentence[], language: Language): readonly Sentence[] {
  const polite = (sentence: Sentence | undefined): boolean =>
    sentence !== undefined && language.courtesies.some((courtesy) => courtesy.says(sentence));
  let start = 0;
  let end = sentences.length;
  while (end - start > 1 && polite(sentences[end - 1])) end--;
  while (end - start > 1 && polite(sentences[start])) start++;
  return sentences.slice(start, end);
}
