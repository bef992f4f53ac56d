import { isWord, type Unit } from '../../unit.ts';
import { wordAt } from './phrase-table.ts';
import { auxiliaries, everydayWords, functionWords, imperatives } from './vocabulary.ts';
import { wordSet, wordsOf } from './words.ts';

/** Names that are no other word in lower case, as "python", "target" and "turkey" are. */
const names: ReadonlyMap<string, string> = new Map(
  wordsOf(`
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July September October November
December Christmas English German Italian Spanish Portuguese Russian Arabic Korean Hindi Greek Swedish Norwegian Danish
France Germany Italy Spain Portugal Switzerland Austria Belgium Netherlands Sweden Norway Denmark Finland Poland Ireland
Scotland England Britain Europe Africa Asia America Canada Mexico Brazil Argentina Australia Russia Ukraine Iran Iraq
Israel Egypt Nigeria Kenya Pakistan Indonesia Vietnam Thailand Singapore London Berlin Madrid Rome Vienna Amsterdam
Brussels Dublin Lisbon Prague Tokyo Beijing Moscow Toronto California Texas Florida Napoleon JavaScript TypeScript
PostgreSQL MySQL SQLite GitHub GitLab Kubernetes Linux Ubuntu YouTube Facebook Instagram WhatsApp Netflix Microsoft
Gmail PayPal WordPress iPhone iPad SQL HTML USB VPN ATM GPS UK USA NYC
`).flatMap((name): [string, string][] => [
    [name, name],
    [name.toLowerCase(), name],
  ]),
);

/** Gives names that were typed in lower case their capitals. */
export const namedAlike = (units: readonly Unit[]): readonly Unit[] =>
  units.map((piece) => (isWord(piece) ? { ...piece, key: names.get(piece.key) ?? piece.key } : piece));

/** Whether a word has one reading however it is capitalised: "it", "us" and "who" have two. */
const common = (word: string): boolean =>
  everydayWords.has(word) || imperatives.has(word) || (functionWords.has(word) && !twofold.has(word));
const twofold = wordSet('it us who am as at be do may will can in or to so all any');

/** Takes the capital from the first word of a request. */
export function withoutCapital(units: readonly Unit[]): readonly Unit[] {
  const [first, ...rest] = units;
  if (first === undefined || first.kind !== 'word') return units;
  const lower = first.key.toLowerCase();
  const spelled = first.key === lower.charAt(0).toUpperCase() + lower.slice(1);
  const known = functionWords.has(lower) || common(lower) || openingWords.has(lower);
  return spelled && known && first.key !== 'I' ? [{ ...first, key: lower }, ...rest] : units;
}
const openingWords = wordSet(
  'hi hello hey hiya greetings good dear excuse please kindly sorry pls plz thanks steps',
);

/** Takes the capitals from a request of nothing else, if no word of it is another one in lower case. */
export function withoutShouting(units: readonly Unit[]): readonly Unit[] {
  const words = units.filter(({ kind }) => kind === 'word');
  if (words.length < 3 || words.some(({ key }) => key !== key.toUpperCase())) return units;
  if (words.some(({ key }) => key !== 'I' && !common(key.toLowerCase()) && !shouted.has(key))) return units;
  return units.map((piece) =>
    piece.kind === 'word' && piece.key !== 'I' ? { ...piece, key: piece.key.toLowerCase() } : piece,
  );
}
/** Function words that are names in capitals, but not next to words that are all in capitals. */
const shouted = wordSet('DO CAN TO MY IN WILL BE ALL ANY RESET');

/** Makes "I" of "i" next to a verb that goes with it. */
export const withCapitalI = (units: readonly Unit[]): readonly Unit[] =>
  units.map((piece, index) => {
    if (piece.key !== 'i' || !isWord(piece)) return piece;
    const beside = auxiliaries.has(wordAt(units, index - 1)) || besideI.has(wordAt(units, index + 1));
    return beside || besideI.has(wordAt(units, index - 1)) ? { ...piece, key: 'I' } : piece;
  });
const besideI =
  wordSet(`am have had want need can could do did should would will was get got if when what how where why
that which because and but after before use make find see know think lose open press`);
