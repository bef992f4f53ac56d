import { isWord, type Unit, unit, withKey } from '../../unit.ts';
import { wordAt } from './phrase-table.ts';
import { wordSet } from './words.ts';

const negated: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "can't": 'can',
    cannot: 'can',
    "won't": 'will',
    "don't": 'do',
    dont: 'do',
    "doesn't": 'does',
    doesnt: 'does',
    "didn't": 'did',
    didnt: 'did',
    "isn't": 'is',
    isnt: 'is',
    "aren't": 'are',
    arent: 'are',
    "wasn't": 'was',
    wasnt: 'was',
    "weren't": 'were',
    "haven't": 'have',
    havent: 'have',
    "hasn't": 'has',
    hasnt: 'has',
    "hadn't": 'had',
    "couldn't": 'could',
    couldnt: 'could',
    "wouldn't": 'would',
    wouldnt: 'would',
    "shouldn't": 'should',
    shouldnt: 'should',
  }),
);
const ending: ReadonlyMap<string, string> = new Map([
  ["'m", 'am'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
]);
const bare: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['whats', ['what', 'is']],
  ['wheres', ['where', 'is']],
  ['hows', ['how', 'is']],
  ['im', ['I', 'am']],
  ['ive', ['I', 'have']],
]);
/** After these "'s" is "is", unless a participle follows: "what's happened". */
const beforeIs = wordSet('what where how when who it that there here');
const afterHas = wordSet('been got had done gone become taken');

/** Writes out what is contracted. "I'd" and "he's" have two readings and stay. */
export function writtenOut(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(isContracted)) return units;
  return units.flatMap((piece, index) => {
    if (!isWord(piece)) return [piece];
    const { lower } = piece;
    const word = piece.key.replaceAll('’', "'");
    const auxiliary = negated.get(lower);
    // The case of the first letter is that of the word that was contracted.
    if (auxiliary !== undefined)
      return [withKey(piece, word.slice(0, 1) + auxiliary.slice(1)), unit('word', 'not')];
    const whole = bare.get(lower);
    if (whole !== undefined && index === 0) return [withKey(piece, whole[0]), unit('word', whole[1])];
    const cut = word.lastIndexOf("'");
    if (cut <= 0) return [piece];
    const [stem, tail] = [withKey(piece, word.slice(0, cut)), lower.slice(cut)];
    const written = ending.get(tail);
    if (written !== undefined) return [stem, unit('word', written)];
    const next = wordAt(units, index + 1);
    const is = tail === "'s" && beforeIs.has(stem.lower) && !afterHas.has(next) && !next.endsWith('ed');
    return is ? [stem, unit('word', 'is')] : [withKey(piece, word)];
  });
}

const isContracted = ({ lower }: Unit): boolean =>
  lower.includes("'") || negated.has(lower) || bare.has(lower);
