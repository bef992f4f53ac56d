import { isMisspelling } from './misspelling.ts';
import { isNegated } from './negated-words.ts';
import type { ContentToken, PreparedText } from './prepared-text.ts';

/** Which content of two texts goes together, and what is left over on each side. */
export interface Alignment {
  readonly matched: readonly (readonly [ContentToken, ContentToken])[];
  readonly onlyA: readonly ContentToken[];
  readonly onlyB: readonly ContentToken[];
  /** How many matches are of a word and its negated form (`able`, `unable`). */
  readonly flips: number;
}

export function align(a: PreparedText, b: PreparedText): Alignment {
  const { language } = a;
  const matched: (readonly [ContentToken, ContentToken])[] = [];
  const byKey = new Map<string, ContentToken[]>();
  for (const token of b.content) {
    const same = byKey.get(token.key);
    if (same === undefined) byKey.set(token.key, [token]);
    else same.push(token);
  }
  const keysOfA = new Set<string>();
  let restA: ContentToken[] = [];
  for (const token of a.content) {
    const partner = byKey.get(token.key);
    if (partner === undefined) restA.push(token);
    else {
      const first = partner.length > 1 ? partner.shift() : partner[0];
      if (first !== undefined) matched.push([token, first]);
    }
    keysOfA.add(token.key);
  }
  let restB = b.content.filter((token) => !keysOfA.has(token.key));
  let flips = 0;

  const pair = (related: (one: ContentToken, other: ContentToken) => boolean): number => {
    let count = 0;
    restA = restA.filter((one) => {
      const at = restB.findIndex(
        (other) => one.kind !== 'code' && other.kind !== 'code' && related(one, other),
      );
      const other = restB[at];
      if (other === undefined) return true;
      matched.push([one, other]);
      restB = restB.filter((_, index) => index !== at);
      count++;
      return false;
    });
    return count;
  };

  if (restA.length > 0 && restB.length > 0) {
    flips = pair(
      (one, other) =>
        isNegatedForm(one, other, a.language.negativePrefixes) ||
        isNegatedForm(other, one, a.language.negativePrefixes),
    );
    // "Was declined" and "was not approved" say one thing: the negation is used up by the opposite.
    const turned = (trouble: ContentToken, word: ContentToken, text: PreparedText) =>
      language.troubleWords.has(trouble.key) && isNegated(text, word);
    flips += pair(
      (one, other) =>
        language.excludes(one.key, other.key) && turned(one, other, b) !== turned(other, one, a),
    );
    pair((one, other) => language.sameFamily(one.surface, other.surface));
    const properNames = (one: ContentToken, other: ContentToken) => one.capital && other.capital;
    pair(
      (one, other) =>
        !properNames(one, other) &&
        !language.excludes(one.key, other.key) &&
        isMisspelling(one.surface, other.surface, language.knownWords),
    );
  }
  // "Does not fail to include": a word that negates, inside a negated text, cancels out.
  const cancel = (text: PreparedText, rest: readonly ContentToken[], other: PreparedText): ContentToken[] => {
    const at =
      text.negations % 2 === 1 && other.negations === 0
        ? rest.findIndex((token) => language.implicitNegators.has(token.key) && isNegated(text, token))
        : -1;
    if (at < 0) return [...rest];
    flips++;
    const negator = rest[at];
    const opposite = (text === a ? restB : restA).find(
      ({ key }) => negator !== undefined && language.excludes(negator.key, key),
    );
    if (opposite !== undefined) {
      if (text === a) restB = restB.filter((token) => token !== opposite);
      else restA = restA.filter((token) => token !== opposite);
    }
    return rest.filter((_, index) => index !== at);
  };
  restA = cancel(a, restA, b);
  restB = cancel(b, restB, a);
  // A group written together or as initials on one side: "hard drive", "harddrive"; "body mass index", "BMI".
  restB = restB.filter(
    (token) =>
      !absorb(token, restA, (left) => {
        restA = left;
      }),
  );
  restA = restA.filter(
    (token) =>
      !absorb(token, restB, (left) => {
        restB = left;
      }),
  );
  // What is misspelt may be a word of no content: "hwo", "wich".
  const typoOfFunctionWord = (token: ContentToken) =>
    !token.capital &&
    token.kind !== 'code' &&
    token.surface.length <= 5 &&
    !language.knownWords.has(token.surface) &&
    isMisspeltFunctionWord(token.surface, language.functionWords);
  restA = restA.filter((token) => !typoOfFunctionWord(token));
  restB = restB.filter((token) => !typoOfFunctionWord(token));
  return { matched, onlyA: restA, onlyB: restB, flips };
}

function isNegatedForm(one: ContentToken, other: ContentToken, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => {
    if (prefix.length < 2 || !one.surface.startsWith(prefix)) return false;
    const bare = one.surface.slice(prefix.length);
    return (
      bare.length >= 3 &&
      (bare === other.surface ||
        (bare.length >= 4 &&
          other.surface.length >= 4 &&
          (bare.startsWith(other.key) || other.surface.startsWith(bare))))
    );
  });
}

function absorb(
  token: ContentToken,
  rest: readonly ContentToken[],
  keep: (left: ContentToken[]) => void,
): boolean {
  const joined = token.surface.replaceAll('_', '');
  if (joined.length < 2 || rest.length === 0) return false;
  for (let start = 0; start < rest.length; start++) {
    if (rest[start]?.surface.charCodeAt(0) !== joined.charCodeAt(0)) continue;
    let letters = '';
    let initials = '';
    for (let end = start; end < Math.min(rest.length, start + 5); end++) {
      const part = rest[end];
      if (part === undefined) break;
      for (const word of part.surface.split('_')) {
        letters += word;
        initials += word.charAt(0);
      }
      const whole = end > start || part.surface.includes('_');
      if (
        whole &&
        (letters === joined ||
          (joined.length <= 5 && (spells(joined, initials) || spells(joined.replace(/s$/, ''), initials))))
      ) {
        keep(rest.filter((_, index) => index < start || index > end));
        return true;
      }
    }
  }
  return false;
}

const misspelt = new Map<string, boolean>();

function isMisspeltFunctionWord(word: string, functionWords: ReadonlySet<string>): boolean {
  const known = misspelt.get(word);
  if (known !== undefined) return known;
  let result = false;
  for (let at = 0; at + 1 < word.length && !result; at++) {
    const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
    result = word.length >= 3 && functionWords.has(swapped);
  }
  if (misspelt.size < 1_000) misspelt.set(word, result);
  return result;
}

/** Whether initials make an abbreviation; it may count one small word that was not compared ("return on investment"). */
function spells(abbreviation: string, initials: string): boolean {
  if (abbreviation === initials) return true;
  if (abbreviation.length !== initials.length + 1 || initials.length < 2) return false;
  for (let at = 1; at < abbreviation.length - 1; at++) {
    if (abbreviation.slice(0, at) + abbreviation.slice(at + 1) === initials) return true;
  }
  return false;
}
