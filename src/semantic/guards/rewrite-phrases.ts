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
    const matches = ({ words }: { readonly words: readonly string[] }) =>
      words.every((word, at) => at === 0 || raw[index + at]?.surface === word);
    const phrase =
      token.kind === 'word'
        ? (language.phrases
            .get(token.surface)
            ?.find((candidate) => candidate.words[0] === token.surface && matches(candidate)) ??
          language.phrases.get(language.lemma(token.surface))?.find(matches))
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
    const particle = separated(raw, index, language);
    if (particle !== undefined) {
      result.push({ surface: particle.to, kind: 'word', capital: false, at: index });
      for (let at = index + 1; at < particle.at; at++) {
        const between = raw[at];
        if (between !== undefined)
          result.push({ ...between, kind: used.has(at) ? 'number' : between.kind, at });
      }
      index = particle.at + 1;
      continue;
    }
    result.push({ ...token, at: index });
    index++;
  }
  return result;
}

/** "Turn the lights off": a phrase of a verb and a particle with up to three words between. */
function separated(
  raw: readonly RawToken[],
  index: number,
  language: Language,
): { to: string; at: number } | undefined {
  const first = raw[index];
  if (first?.kind !== 'word') return undefined;
  const options = language.phrases.get(language.lemma(first.surface));
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
