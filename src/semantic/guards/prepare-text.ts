import type { Language } from './languages/language.ts';
import type { ContentToken, PreparedText, QuestionType } from './prepared-text.ts';
import { readQuantities } from './quantities.ts';
import { type RawToken, tokenize } from './tokenize.ts';

const questionMarkers = new Map<string, QuestionType>(
  Object.entries({
    how: 'how',
    how_do: 'how',
    why: 'why',
    when: 'when',
    where: 'where',
    who: 'who',
    whom: 'who',
    whose: 'who',
    which: 'which',
    what: 'what',
    how_often: 'how-often',
    how_long: 'how-long',
    how_long_days: 'how-long',
    how_old: 'how-many',
    price: 'cost',
    cost: 'cost',
    define: 'define',
    difference: 'which',
  }),
);
const auxiliaries = new Set(
  'is are was were do does did have has had will would should must am shall'.split(' '),
);
const beForms = new Set('is are was were am'.split(' '));
const asking = new Set('tell ask explain know understand learn say inform advise'.split(' '));
const directed = new Set(
  'from to into onto out off before after than by with without over under above below between until towards toward in on against of'.split(
    ' ',
  ),
);
const paired = new Set('in out on off up down inside outside'.split(' '));
const subjects = new Set(['i', 'we']);
const objects = new Set(['me', 'us']);
const thirdPersons = new Set(['he', 'she', 'they', 'his', 'her', 'their', 'him', 'them']);

/** Reads a text once. Pure; some 10 to 30 microseconds for a question of usual length. */
export function prepareText(text: string, language: Language): PreparedText {
  const raw = tokenize(
    text
      .normalize('NFKC')
      .replace(/[‘’`´]/g, "'")
      .replace(/(\d)([a-zA-Z]{1,8})\b/g, '$1 $2')
      .replace(/(\p{L})-(?=\p{L})/gu, (match, letter: string, offset: number, whole: string) =>
        keepHyphen(whole, offset) ? match : `${letter} `,
      ),
  );
  const words = raw.filter((token) => token.kind === 'word').map((token) => token.surface);
  const quantities = readQuantities(raw, language.numbers);
  const rewritten = rewrite(raw, quantities.used, language);

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
  let question: QuestionType = 'none';
  let weakQuestion = false;
  let asked = false;
  let governor: string | undefined;
  let clauseStart = true;
  let passive = false;
  let [past, future] = [false, false];
  let asks = text.includes('?');

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
    const marker = token.kind === 'word' ? questionMarkers.get(surface) : undefined;
    if (asking.has(surface)) asked = true;
    if (marker !== undefined) {
      // "When I log in, ..." is a condition, and "the man who ..." no question.
      const weak =
        (marker === 'when' || marker === 'where' || marker === 'who' || marker === 'which') &&
        !auxiliaries.has(next) &&
        !/^(can|could|should|'s|do|does|did)$/.test(next);
      const replaces =
        question === 'none' ||
        weakQuestion ||
        marker === 'cost' ||
        ((question === 'yes-no' || question === 'may') && (asked || clauseStart) && !weak) ||
        (question === 'what' && clauseStart && !weak);
      if (replaces) {
        question =
          marker === 'how' && /^(many|much)$/.test(next)
            ? 'how-many'
            : marker === 'how' && next === 'long'
              ? 'how-long'
              : marker === 'how' && next === 'often'
                ? 'how-often'
                : marker;
        weakQuestion = weak;
      }
      if (clauseStart && !weak) asks = true;
    }
    if (surface === 'and' || surface === 'but') endClause();
    const aux = auxiliaries.has(surface);
    if (clauseStart && question === 'none' && (aux || surface === 'can' || surface === 'could')) {
      question = aux && surface !== 'should' ? 'yes-no' : 'may';
      if (next === "n't") rewritten.splice(index + 1, 1); // "Isn't there a way" asks what "Is there a way" asks.
      asks = true;
    }
    if (
      surface === 'did' ||
      surface === 'was' ||
      surface === 'were' ||
      surface === 'had' ||
      ((surface === "'ve" || surface === 'have' || surface === 'has') &&
        /(ed|en|wn|ught|rnt|one|ade|old|ent|ost|aid)$/.test(next))
    )
      past = true;
    if (
      surface === 'will' ||
      surface === "'ll" ||
      ((surface === 'going' || surface === 'about') && next === 'to')
    )
      future = true;
    if (
      (beForms.has(surface) ||
        surface === 'be' ||
        surface === 'been' ||
        surface === 'being' ||
        surface === 'get' ||
        surface === 'got') &&
      looksPassive(rewritten, index)
    )
      passive = true;
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
    if (directed.has(surface)) {
      governor = surface;
      continue;
    }
    if (surface === 'for' && /^leav/.test(previous)) governor = 'to';
    if (
      token.kind === 'word' &&
      (language.functionWords.has(surface) || marker !== undefined) &&
      !token.capital
    ) {
      if (aux || surface === 'and' || surface === 'when' || surface === 'if') governor = undefined;
      continue;
    }
    if (surface.startsWith("'")) continue;
    const lemma = token.kind === 'code' ? surface : language.lemma(surface);
    const key = token.kind === 'code' ? surface : (language.synonyms.get(lemma) ?? lemma);
    if (language.troubleWords.has(key)) trouble++;
    const kind =
      token.kind === 'code' || /\d/.test(surface)
        ? 'code'
        : language.lightWords.has(key)
          ? 'light'
          : 'content';
    content.push({ key, surface, kind, capital: token.capital, governor, position: index });
    if (/^leav/.test(surface)) governor = 'from';
    else if (next !== 'and' && !/^[a-z]/.test(next)) governor = undefined;
    else if (rewritten[index + 1]?.kind === 'word' && language.functionWords.has(next) && !directed.has(next))
      governor = undefined;
  }

  endClause();
  const statement =
    !asks &&
    (/^(a|an|the|there|i|my|it|this|we|our|some|he|she|they|you|your|two|three|someone|one)$/.test(
      words[0] ?? '',
    ) ||
      rewritten.some(({ surface }) => beForms.has(surface)));
  if (question === 'what' && rewritten.some(({ surface }) => surface === 'mean')) question = 'define';
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
    weakOne: quantities.weakOne,
    negations: oddClauses,
    trouble,
    question,
    scope,
    particles,
    sequences: new Set(text.match(/(?<!\S)(?:[\d*]+ ){2,}[\d*]+/g) ?? []),
    signs: new Set(
      text
        .match(/(?<![\w.)\]])(?!!+(?!=))[*&|=<>!^~+\\@#%-]{1,3}(?=[\s,;?]|$)|(?<=^|[\s(=,])-(?=\d)/g)
        ?.filter((sign) => sign !== '-' || /[\s(=,]-\d/.test(text)) ?? [],
    ),
    tense: future ? 'future' : past ? 'past' : 'other',
    passive,
    persons,
    firstPerson,
    statement,
  };
}

/** A flag such as `--dry-run` and an address keep their hyphens; `two-factor` is two words. */
function keepHyphen(text: string, offset: number): boolean {
  let start = offset;
  while (start > 0 && !/\s/.test(text.charAt(start - 1))) start--;
  const word = text.slice(start, start + 64).split(/\s/, 1)[0] ?? '';
  return /^[`]?-|[/@_()`]|\w\.\w/.test(word);
}

/** Replaces phrases by what they stand for; a number's tokens stay as numbers. */
function rewrite(raw: readonly RawToken[], used: ReadonlySet<number>, language: Language): RawToken[] {
  const result: RawToken[] = [];
  for (let index = 0; index < raw.length; ) {
    const token = raw[index];
    if (token === undefined) break;
    if (used.has(index) || token.kind === 'number') {
      result.push({ surface: token.surface, kind: 'number', capital: false });
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
        result.push({ surface: phrase.to, kind: 'word', capital: token.capital && phrase.to.includes('_') });
      index += phrase.words.length;
      continue;
    }
    const particle = separated(raw, index, language);
    if (particle !== undefined) {
      result.push({ surface: particle.to, kind: 'word', capital: false });
      for (let at = index + 1; at < particle.at; at++) {
        const between = raw[at];
        if (between !== undefined) result.push(used.has(at) ? { ...between, kind: 'number' } : between);
      }
      index = particle.at + 1;
      continue;
    }
    result.push(token);
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

function looksPassive(tokens: readonly RawToken[], index: number): boolean {
  for (let at = index + 1; at <= index + 6; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'symbol') return false;
    if (
      /(ed|en|wn|ught|elt|old|aid|ade|ung|unk|ken|zen|sent|built|kept|held|put|cut|set|lost|done|paid|broken)$/.test(
        token.surface,
      ) &&
      token.surface.length > 2
    )
      return true;
  }
  return false;
}
