import { withoutCourtesies } from './english/courtesies.ts';
import { functionWords, languageMarkers, lightWords, prepositions } from './english/function-words.ts';
import { imperatives } from './english/imperatives.ts';
import { KnownWords } from './english/known-words.ts';
import { misspellings } from './english/misspellings.ts';
import { lemma } from './english/morphology.ts';
import { implicitNegators, negativePrefixes, negators, troubleWords } from './english/negation.ts';
import * as numbers from './english/numbers.ts';
import { alternativeSets, opposites, placeNames } from './english/opposites.ts';
import { phraseRewrites } from './english/phrase-rewrites.ts';
import { scopeClasses } from './english/scope.ts';
import { shortForms } from './english/short-forms.ts';
import { synonymGroups } from './english/synonyms.ts';
import { vocabulary } from './english/vocabulary.ts';
import { sameFamily } from './english/word-families.ts';
import type { Language } from './language.ts';

const split = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

type Phrase = { readonly words: readonly string[]; readonly to: string };

/** English: American and British spelling, everyday vocabulary. Its tables are built at the first call and kept. */
export function english(): Language {
  built ??= build();
  return built;
}

/** Of a noun in a table; a form that nobody writes does no harm there. */
function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

const ascii = /^[a-z'_0-9]*$/;
const otherScript = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

let built: Language | undefined;

function build(): Language {
  const phrases = new Map<string, Phrase[]>();
  const synonyms = new Map<string, string>();
  const forms = new Map<string, string>();
  const knownWords = new KnownWords();
  const markers = new Set(split(languageMarkers));

  const know = (name: string): void => {
    for (const word of name.split('_')) knownWords.add(word).add(lemma(word));
  };
  const addPhrase = (from: string, to: string): void => {
    const words = from.split('_').filter((word) => word !== '');
    const first = words[0];
    if (first === undefined) return;
    const list = phrases.get(first) ?? [];
    list.push({ words, to });
    phrases.set(first, list);
    // "Turned off" is found under the stem of "turned".
    const stem = lemma(first);
    if (stem !== first && words.length === 2)
      phrases.set(stem, [...(phrases.get(stem) ?? []), { words, to }]);
  };

  // "Side effects" is found as well; a verb has no such plural, and none is ever looked up.
  const addNoun = (from: string, to: string): void => {
    addPhrase(from, to);
    if (!from.endsWith('s')) addPhrase(plural(from), to);
  };

  for (const entry of split(phraseRewrites)) {
    const [from = '', to = ''] = entry.split('=');
    addPhrase(from, to);
  }
  const enter = (name: string, group: string): void => {
    if (!name.endsWith('!')) {
      if (!synonyms.has(lemma(name))) synonyms.set(lemma(name), group);
      return;
    }
    const form = name.slice(0, -1);
    for (const surface of [form, plural(form)]) if (!forms.has(surface)) forms.set(surface, group);
  };
  for (const entry of split(shortForms)) {
    const [from = '', to = ''] = entry.split('=');
    know(to);
    knownWords.add(from);
    if (from.includes('_')) addNoun(from, to);
    else forms.set(from, lemma(to));
    // The long form is one unit as well, so that both sides end at the same key.
    if (to.includes('_')) addNoun(to, to);
  }
  for (const line of synonymGroups.trim().split('\n')) {
    const names = split(line);
    const first = names[0]?.replace('!', '') ?? '';
    // A group of nouns is no verb: "store" and "storing" have two keys.
    const group = names[0]?.endsWith('!') ? `${first}!` : (forms.get(first) ?? lemma(first));
    for (const name of names) {
      const bare = name.replace('!', '');
      know(bare);
      if (name.includes('_')) addNoun(bare, first);
      else enter(name, group);
    }
  }
  for (const word of split(vocabulary)) know(word);
  const respelled = new Map<string, string>();
  for (const entry of split(misspellings)) {
    const [right = '', wrong = ''] = entry.split('=');
    know(right);
    for (const spelling of wrong.split(',')) respelled.set(spelling, right);
  }
  // A short form stands for a word, and that word may be in a group: "pic", "photo", "picture".
  for (const [form, name] of forms) forms.set(form, synonyms.get(name) ?? name);
  const key = (name: string): string => forms.get(name) ?? synonyms.get(lemma(name)) ?? lemma(name);

  const exclusions = new Map<string, Set<string>>();
  const exclude = (a: string, b: string): void => {
    const known = exclusions.get(a) ?? new Set<string>();
    known.add(b);
    exclusions.set(a, known);
  };
  for (const line of opposites.trim().split('\n')) {
    const [left = '', right = ''] = line.split('|');
    for (const a of split(left)) {
      for (const b of split(right)) {
        know(a);
        know(b);
        exclude(key(a), key(b));
        exclude(key(b), key(a));
      }
    }
  }
  const sets = new Map<string, Set<number>>();
  const lines = [...alternativeSets.trim().split('\n'), placeNames.replaceAll('\n', ' ')];
  const places = new Set<string>();
  for (const [index, line] of lines.entries()) {
    for (const name of split(line)) {
      know(name);
      if (name.includes('_')) addNoun(name, name);
      const member = key(name);
      if (index === lines.length - 1) places.add(member);
      sets.set(member, (sets.get(member) ?? new Set<number>()).add(index));
    }
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);

  const wordSet = (...tables: string[]): Set<string> => {
    const words = tables.flatMap(split);
    for (const word of words) know(word);
    return new Set(words);
  };
  const lemmaSet = (table: string): Set<string> => new Set([...wordSet(table)].map(key));
  const scope = new Map<string, string>();
  for (const line of scopeClasses.trim().split('\n')) {
    const [name = '', words = ''] = line.split(':');
    for (const word of split(words)) scope.set(word, name);
  }
  const units = new Map<string, readonly [string, number]>();
  for (const [dimension, factor, names] of numbers.units) {
    for (const name of split(names)) units.set(name, [dimension, factor]);
    know(names.replaceAll(' ', '_'));
  }
  const months = new Map<string, number>();
  for (const table of [numbers.months, numbers.monthShort]) {
    for (const [index, name] of split(table).entries()) months.set(name, index + 1);
  }
  for (const table of [numbers.cardinals, numbers.ordinals, numbers.multipliers])
    for (const word of Object.keys(table)) know(word);

  return {
    id: 'en',
    recognises(words) {
      if (words.some((word) => !ascii.test(word) && otherScript.test(word))) return false;
      if (words.length < 4) return true;
      return (
        words.some((word) => markers.has(word)) ||
        words.filter((word) => knownWords.has(word)).length * 3 >= words.length
      );
    },
    withoutCourtesies,
    lemma,
    sameFamily,
    functionWords: wordSet(functionWords, prepositions),
    lightWords: lemmaSet(lightWords),
    phrases,
    misspellings: respelled,
    forms,
    synonyms,
    excludes(a, b) {
      if (a === b) return false;
      if (exclusions.get(a)?.has(b)) return true;
      const setsOfB = sets.get(b);
      if (setsOfB === undefined) return false;
      for (const set of sets.get(a) ?? []) if (setsOfB.has(set)) return true;
      return false;
    },
    places,
    knownWords,
    negators: wordSet(negators),
    implicitNegators: lemmaSet(implicitNegators),
    troubleWords: lemmaSet(troubleWords),
    negativePrefixes,
    imperatives: wordSet(imperatives),
    scope,
    numbers: {
      cardinals: new Map(Object.entries(numbers.cardinals)),
      multipliers: new Map(Object.entries(numbers.multipliers)),
      ordinals: new Map(Object.entries(numbers.ordinals)),
      fractions: new Map(Object.entries(numbers.fractions)),
      multiplicatives: new Map(Object.entries(numbers.multiplicatives)),
      units,
      months,
      clock: new Map(Object.entries(numbers.clockWords)),
    },
  };
}
