import type { Language } from './languages/language.ts';
import type { RawToken } from './tokenize.ts';

/** A token, and which token of the text as it was written it comes from: the first of a phrase. */
export interface PlacedToken extends RawToken {
  readonly at: number;
}

/** Replaces phrases by what they stand for; a number's tokens stay as numbers. */
export function rewritePhrases(
  raw: readonly RawToken[],
  used: ReadonlySet<number>,
  language: Language,
): PlacedToken[] {
  const result: PlacedToken[] = [];
  for (let index = 0; index < raw.length; ) {
    const token = raw[index];
    if (token === undefined) break;
    if (used.has(index) || token.kind === 'number') {
      result.push({ surface: token.surface, kind: 'number', capital: false, at: index });
      index++;
      continue;
    }
    const byStem = token.kind === 'word' ? language.phrases.get(language.lemma(token.surface)) : undefined;
    const phrase =
      token.kind === 'word'
        ? (phraseAt(raw, used, index, language.phrases.get(token.surface), token.surface) ??
          phraseAt(raw, used, index, byStem))
        : undefined;
    if (phrase !== undefined) {
      if (phrase.to !== '')
        result.push({
          surface: phrase.to,
          kind: 'word',
          capital: token.capital && phrase.to.includes('_'),
          at: index,
        });
      index += phrase.words.length;
      continue;
    }
    const particle = separated(raw, index, byStem);
    if (particle !== undefined) {
      result.push({ surface: particle.to, kind: 'word', capital: false, at: index });
      for (let at = index + 1; at < particle.at; at++) {
        const between = raw[at];
        if (between !== undefined)
          result.push({
            surface: between.surface,
            kind: used.has(at) ? 'number' : between.kind,
            capital: between.capital,
            at,
          });
      }
      index = particle.at + 1;
      continue;
    }
    result.push({ surface: token.surface, kind: token.kind, capital: token.capital, at: index });
    index++;
  }
  return result;
}

type Phrase = { readonly words: readonly string[]; readonly to: string };

/** The first phrase whose further words follow, none of them in a quantity; its first word must be `first` if that is given. */
function phraseAt(
  raw: readonly RawToken[],
  used: ReadonlySet<number>,
  index: number,
  phrases: readonly Phrase[] | undefined,
  first?: string,
): Phrase | undefined {
  if (phrases === undefined) return undefined;
  for (const phrase of phrases) {
    const { words } = phrase;
    if (first !== undefined && words[0] !== first) continue;
    let at = 1;
    while (at < words.length && raw[index + at]?.surface === words[at] && !used.has(index + at)) at++;
    if (at === words.length) return phrase;
  }
  return undefined;
}

/** "Turn the lights off": a phrase of a verb and a particle with up to three words between. */
function separated(
  raw: readonly RawToken[],
  index: number,
  options: readonly Phrase[] | undefined,
): { to: string; at: number } | undefined {
  if (options === undefined) return undefined;
  for (let at = index + 2; at <= index + 4; at++) {
    const token = raw[at];
    if (token === undefined || token.kind === 'symbol') return undefined;
    if (!/^(on|off|up|down|out|in|back|away)$/.test(token.surface)) continue;
    const option = options.find(({ words }) => words.length === 2 && words[1] === token.surface);
    return option === undefined ? undefined : { to: option.to, at };
  }
  return undefined;
}
