import { isWord, type Unit } from '../../unit.ts';
import { phraseLength, phraseTable, wordAt } from './phrase-table.ts';
import { wordSet, wordsOf } from './words.ts';

/** Ways to say one thing that have one reading as they stand here; a verb only with what makes it that verb. */
const groups = `
mobile phone=cell phone=cellphone | mobile phones=cell phones=cellphones | phone number=telephone number
postcode=post code=postal code | fridge=refrigerator | fridges=refrigerators | tv=television | tvs=televisions
how often=how frequently | in order to=to | web site=website | as soon as possible=asap | for example=e.g
okay=ok | assist me with=help me with | get in touch with=contact
where is the nearest=where is the closest | where is the nearest=where's the closest
quickest way=fastest way | per cent=percent | versus=vs
take a photo=take a picture | take photos=take pictures | do i need to=do i have to | is it ok to=is it okay to
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
  const phrased: Unit[] = [];
  for (let index = 0; index < units.length; ) {
    const length = phraseLength(table, units, index);
    const found = units.slice(index, index + length);
    const piece = units[index];
    if (piece === undefined) break;
    if (length === 0 || !found.every((part) => isWord(part) && isPlain(part.key))) {
      phrased.push(piece);
      index++;
      continue;
    }
    const words = first.get(found.map((_, offset) => wordAt(units, index + offset)).join(' ')) ?? [];
    for (const [offset, key] of words.entries()) {
      const kept = found.find((part) => part.key.toLowerCase() === key);
      phrased.push({ ...piece, key: kept?.key ?? key, gap: offset === 0 ? piece.gap : ' ' });
    }
    index += length;
  }
  return phrased;
}
const isPlain = (word: string): boolean => word === 'I' || word === 'TV' || word === word.toLowerCase();

/** Verbs that mean the same before any object; as nouns, or as names, they needn't. */
const verbs: ReadonlyMap<string, string> = new Map([['purchase', 'buy']]);
const beforeVerb = wordSet('I to we you can should could must way where');

/** Makes one of verbs that mean the same. */
export const verbsAlike = (units: readonly Unit[]): readonly Unit[] =>
  units.map((piece, index) => {
    const verb = isWord(piece) ? verbs.get(piece.key) : undefined;
    return verb !== undefined && beforeVerb.has(units[index - 1]?.key ?? '')
      ? { ...piece, key: verb }
      : piece;
  });

const superlative = wordSet(
  'best worst biggest largest smallest fastest quickest cheapest oldest newest longest shortest highest lowest easiest',
);
const toBe = wordSet('is are was were');

/** Leaves out "the" before a superlative, or before a noun with "of", where the request or what "is" says begins. */
export function withoutArticle(units: readonly Unit[]): readonly Unit[] {
  return units.filter((piece, index) => {
    if (piece.key !== 'the' || !isWord(piece)) return true;
    if (index > 0 && !toBe.has(wordAt(units, index - 1))) return true;
    return !superlative.has(wordAt(units, index + 1)) && wordAt(units, index + 2) !== 'of';
  });
}

/** Makes "a" of "an". */
export const oneArticle = (units: readonly Unit[]): readonly Unit[] =>
  units.map((piece) => (piece.key === 'an' && isWord(piece) ? { ...piece, key: 'a' } : piece));
