import { isWord, type Unit, unit } from '../../unit.ts';
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
  return units.flatMap((piece, index) => {
    if (!isWord(piece)) return [piece];
    const word = piece.key.replaceAll('’', "'");
    const lower = word.toLowerCase();
    const first = (key: string): Unit => ({ ...piece, key });
    const auxiliary = negated.get(lower);
    // The case of the first letter is that of the word that was contracted.
    if (auxiliary !== undefined) return [first(word.slice(0, 1) + auxiliary.slice(1)), unit('word', 'not')];
    const whole = bare.get(lower);
    if (whole !== undefined && index === 0) return [first(whole[0]), unit('word', whole[1])];
    const cut = word.lastIndexOf("'");
    if (cut <= 0) return word === piece.key ? [piece] : [first(word)];
    const tail = lower.slice(cut);
    const stem = word.slice(0, cut);
    const written = ending.get(tail);
    if (written !== undefined) return [first(stem), unit('word', written)];
    const next = units[index + 1]?.key ?? '';
    const isIs =
      tail === "'s" && beforeIs.has(lower.slice(0, cut)) && !afterHas.has(next) && !next.endsWith('ed');
    return isIs ? [first(stem), unit('word', 'is')] : [first(word)];
  });
}
