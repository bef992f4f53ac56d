import { isWord, type Unit, unit, withKey, withKeys } from '../../unit.ts';
import { phraseLength, phraseTable, wordAt } from './phrase-table.ts';
import { wordSet, wordsOf } from './words.ts';

/** Ways to say one thing that have one reading as they stand here; a verb only with what makes it that verb. */
const groups = `
mobile phone=cell phone=cellphone | mobile phones=cell phones=cellphones | phone number=telephone number
postcode=postal code | fridge=refrigerator | fridges=refrigerators | tv=television | tvs=televisions
how often=how frequently | to=in order to | web site=website | as soon as possible=asap
okay=ok | assist me with=help me with | get in touch with=contact
where is the nearest=where is the closest | where is the nearest=where's the closest
united kingdom=uk | quickest way=fastest way | per cent=percent | versus=vs
take a photo=take a picture | take photos=take pictures
`;

const first = new Map<string, readonly string[]>();
const table = phraseTable(
  groups
    .trim()
    .split(/\s*[\n|]\s*/)
    .flatMap((group) => {
      const phrases = group.split('=').map(wordsOf);
      for (const phrase of phrases) first.set(phrase.join(' '), phrases[0] ?? phrase);
      return phrases;
    }),
);

/** Makes one of phrases that mean the same. A name and what is exact stay. */
export function phrasedAlike(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(({ lower }) => table.next.has(lower))) return units;
  const phrased: Unit[] = [];
  for (let index = 0; index < units.length; ) {
    const piece = units[index];
    if (piece === undefined) break;
    const length = phraseLength(table, units, index, true);
    const found = units.slice(index, index + length);
    if (length === 0 || !found.every((part) => isWord(part) && isPlain(part.key))) {
      phrased.push(piece);
      index++;
      continue;
    }
    const words = first.get(found.map(({ lower }) => lower).join(' ')) ?? [];
    for (const [offset, word] of words.entries())
      phrased.push(offset === 0 ? withKey(piece, word) : unit('word', word));
    index += length;
  }
  return phrased;
}
const names = wordSet('TV UK United Kingdom');
const isPlain = (word: string): boolean => names.has(word) || word === word.toLowerCase();

/** Verbs that mean the same before any object; as nouns, or as names, they needn't. */
const verbs: ReadonlyMap<string, string> = new Map([['purchase', 'buy']]);
const beforeVerb = wordSet('I to we you can should could must way where');

/** Makes one of verbs that mean the same. */
export const verbsAlike = (units: readonly Unit[]): readonly Unit[] =>
  withKeys(units, ({ key }, index) => {
    const verb = verbs.get(key);
    return verb !== undefined && beforeVerb.has(units[index - 1]?.key ?? '') ? verb : undefined;
  });

const superlative = wordSet(
  'best worst biggest largest smallest fastest quickest cheapest oldest newest longest shortest highest lowest easiest',
);
const toBe = wordSet('is was');

/** Leaves out "the" before a superlative, or before a noun with "of", where the request or what "is" says begins. */
export function withoutArticle(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(({ key }) => key === 'the')) return units;
  return units.filter((piece, index) => {
    if (piece.key !== 'the' || !isWord(piece)) return true;
    if (index > 0 && !toBe.has(wordAt(units, index - 1))) return true;
    return !superlative.has(wordAt(units, index + 1)) && wordAt(units, index + 2) !== 'of';
  });
}

/** Makes "a" of "an". */
export const oneArticle = (units: readonly Unit[]): readonly Unit[] =>
  withKeys(units, ({ key }) => (key === 'an' ? 'a' : undefined));
