import type { Language } from './languages/language.ts';
import type { ContentToken, PreparedText } from './prepared-text.ts';
import { readQuantities } from './quantities.ts';
import { auxiliaries, questionReader } from './read-question.ts';
import { readTense } from './read-tense.ts';
import { rewritePhrases } from './rewrite-phrases.ts';
import { type RawToken, tokenize } from './tokenize.ts';

const beForms = new Set('is are was were am'.split(' '));
const directed = new Set(
  'from to into onto out off before after than by with without over under above below between until towards toward in on against of'.split(
    ' ',
  ),
);
const paired = new Set('in out on off up down inside outside'.split(' '));
/** "The site is down" says something, "break down" not much more than "break". */
const states = new Set('up down out off back over away'.split(' '));
const subjects = new Set(['i', 'we']);
const objects = new Set(['me', 'us']);
const thirdPersons = new Set(['he', 'she', 'they', 'his', 'her', 'their', 'him', 'them']);

/** Reads a text once. Pure; some 10 to 30 microseconds for a question of usual length. */
export function prepareText(text: string, language: Language): PreparedText {
  const written = tokenize(
    text
      .normalize('NFKC')
      .replace(/[‘’`´]/g, "'")
      .replace(/(?<![\p{L}\d])(\d[\d.,]*)([a-zA-Z]{1,8})\b/gu, (match, digits: string, unit: string) =>
        language.forms.has(match.toLowerCase()) ? match : `${digits} ${unit}`,
      )
      .replace(/(\p{L})-(?=\p{L})/gu, (match, letter: string, offset: number, whole: string) =>
        keepHyphen(whole, offset) ? match : `${letter} `,
      ),
  ).map((token) => {
    const meant =
      token.kind === 'word' && !token.capital ? language.misspellings.get(token.surface) : undefined;
    return meant === undefined ? token : { ...token, surface: meant };
  });
  const raw = language.withoutCourtesies(written);
  const words = raw.filter((token) => token.kind === 'word').map((token) => token.surface);
  const quantities = readQuantities(raw, language.numbers);
  const rewritten = rewritePhrases(raw, quantities.used, language);

  const content: ContentToken[] = [];
  const scope = new Set<string>();
  const persons = new Set<string>();
  const firstPerson: { case: 'subject' | 'object'; position: number }[] = [];
  const particles = new Set<string>();
  let [oddClauses, inClause, trouble] = [0, 0, 0];
  const endClause = (): void => {
    oddClauses += inClause % 2;
    inClause = 0;
  };
  const question = questionReader();
  let governor: string | undefined;
  let clauseStart = true;

  for (let index = 0; index < rewritten.length; index++) {
    const token = rewritten[index];
    if (token === undefined) continue;
    const { surface } = token;
    if (token.kind === 'symbol') {
      if (/[?!.,;:]/.test(surface)) {
        clauseStart = true;
        governor = undefined;
        endClause();
      }
      continue;
    }
    if (token.kind === 'number') continue;
    const previous = rewritten[index - 1]?.surface ?? '';
    const next = rewritten[index + 1]?.surface ?? '';
    const wasOpen = question.type === 'none';
    const isMarker = question.take(token, next, clauseStart);
    if (surface === 'and' || surface === 'but') endClause();
    const aux = auxiliaries.has(surface);
    // "Isn't there a way" asks what "Is there a way" asks.
    if (clauseStart && wasOpen && question.type !== 'none' && !isMarker && next === "n't")
      rewritten.splice(index + 1, 1);
    clauseStart =
      clauseStart && (surface === 'and' || surface === 'so' || surface === 'but' || surface === 'please');

    if (language.negators.has(surface)) {
      inClause++;
      continue;
    }
    const scopeClass = language.scope.get(surface);
    if (
      scopeClass !== undefined &&
      !(
        surface === 'just' &&
        (index === 0 || subjects.has(previous) || /^('ve|have|has|had|was|did|is|am|'m)$/.test(previous))
      ) &&
      !(surface === 'most' && next !== 'of')
    )
      scope.add(scopeClass);
    if (subjects.has(surface)) firstPerson.push({ case: 'subject', position: index });
    else if (objects.has(surface)) firstPerson.push({ case: 'object', position: index });
    if (thirdPersons.has(surface)) persons.add('third');
    if (/^(i|me|my|mine|we|us|our|myself)$/.test(surface)) persons.add('first');
    if (directed.has(surface) || paired.has(surface)) particles.add(surface);
    const state = states.has(surface) && beForms.has(previous);
    if (directed.has(surface) && !state) {
      governor = surface;
      continue;
    }
    if (surface === 'for' && /^leav/.test(previous)) governor = 'to';
    const label =
      surface === 'a' &&
      !/^(i|you|he|she|it|we|they|is|am|are|was|were|be)$/.test(previous) &&
      isLabel(rewritten[index + 1]);
    if (
      token.kind === 'word' &&
      !state &&
      (language.functionWords.has(surface) || isMarker) &&
      !token.capital &&
      !label
    ) {
      if (aux || surface === 'and' || surface === 'when' || surface === 'if') governor = undefined;
      continue;
    }
    if (surface.startsWith("'")) continue;
    const lemma = token.kind === 'code' ? surface : language.lemma(surface);
    const key =
      token.kind === 'code'
        ? surface
        : (language.forms.get(surface) ?? language.synonyms.get(lemma) ?? lemma);
    if (language.troubleWords.has(key)) trouble++;
    const kind =
      token.kind === 'code' || label || (/\d/.test(surface) && !language.forms.has(surface))
        ? 'code'
        : language.lightWords.has(key) && !state
          ? 'light'
          : 'content';
    content.push({ key, surface, kind, capital: token.capital, governor, position: index, at: token.at });
    if (/^leav/.test(surface)) governor = 'from';
    else if (next !== 'and' && !/^[a-z]/.test(next)) governor = undefined;
    else if (rewritten[index + 1]?.kind === 'word' && language.functionWords.has(next) && !directed.has(next))
      governor = undefined;
  }

  endClause();
  const statement =
    !question.asks &&
    !text.includes('?') &&
    !language.imperatives.has(words[0] ?? '') &&
    (/^(a|an|the|there|i|my|it|this|we|our|some|he|she|they|you|your|two|three|someone|one)$/.test(
      words[0] ?? '',
    ) ||
      rewritten.some(({ surface }) => beForms.has(surface)));
  const defines = question.type === 'what' && rewritten.some(({ surface }) => surface === 'mean');
  return {
    text,
    plain: text
      .toLowerCase()
      .normalize('NFKC')
      .replace(/[^\p{L}\p{M}\p{N}+#$€£%<>=*/.-]+/gu, ' ')
      .replace(/[.\s]+$/, '')
      .trim(),
    language,
    supported: language.recognises(words),
    wordCount: words.length,
    content,
    quantities: quantities.found,
    amounts: quantities.written,
    weakOne: quantities.weakOne,
    negations: oddClauses,
    trouble,
    question: defines ? 'define' : question.type,
    scope,
    particles,
    sequences: new Set(text.match(/(?<!\S)(?:[\d*]+ ){2,}[\d*]+/g) ?? []),
    signs: new Set(
      text
        .match(/(?<![\w.)\]])(?!!+(?!=))[*&|=<>!^~+\\@#%-]{1,3}(?=[\s,;?]|$)|(?<=^|[\s(=,])-(?=\d)/g)
        ?.filter((sign) => sign !== '-' || /[\s(=,]-\d/.test(text)) ?? [],
    ),
    ...readTense(rewritten),
    tokens: raw.map(({ surface }) => surface),
    persons,
    firstPerson,
    statement,
  };
}

/** An article is followed by what it belongs to; the "a" of "list a" isn't. */
function isLabel(next: RawToken | undefined): boolean {
  return (
    next === undefined ||
    next.kind === 'symbol' ||
    /^(and|or|to|into|from|that|which|is|are|in|of|on|with|than|but|if|vs|versus|against)$/.test(next.surface)
  );
}

/** A flag such as `--dry-run` and an address keep their hyphens; `two-factor` is two words. */
function keepHyphen(text: string, offset: number): boolean {
  let start = offset;
  while (start > 0 && !/\s/.test(text.charAt(start - 1))) start--;
  const word = text.slice(start, start + 64).split(/\s/, 1)[0] ?? '';
  return /^[`]?-|[/@_()`]|\w\.\w/.test(word);
}
