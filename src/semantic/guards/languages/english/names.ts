import { type Unit, withKey, withKeys } from '../../unit.ts';
import { wordAt } from './phrase-table.ts';
import { everydayWords, functionWords, imperatives } from './vocabulary.ts';
import { wordSet, wordsOf } from './words.ts';

/** Names that are no other word in lower case, as "python", "target" and "turkey" are. */
const names: ReadonlyMap<string, string> = new Map(
  wordsOf(`
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July September October November
December Christmas English German Italian Spanish Portuguese Russian Arabic Korean Hindi Greek Swedish Norwegian 
France Germany Italy Spain Portugal Switzerland Austria Belgium Netherlands Sweden Norway Denmark Finland Poland Ireland
Scotland England Britain Europe Africa Asia America Canada Mexico Brazil Argentina Australia Russia Ukraine Iran Iraq
Israel Egypt Nigeria Kenya Pakistan Indonesia Vietnam Thailand Singapore London Berlin Madrid Rome Vienna Amsterdam
Brussels Dublin Lisbon Prague Tokyo Beijing Moscow Toronto California Texas Florida JavaScript TypeScript
PostgreSQL MySQL SQLite GitHub GitLab Kubernetes Linux YouTube Facebook Instagram WhatsApp Netflix Microsoft
Gmail PayPal WordPress iPhone iPad SQL HTML USB VPN GPS UK USA NYC
`).flatMap((name): [string, string][] => [
    [name, name],
    [name.toLowerCase(), name],
  ]),
);

/** Gives names that were typed in lower case their capitals. */
export const namedAlike = (units: readonly Unit[]): readonly Unit[] =>
  withKeys(units, ({ key }) => names.get(key));

/** Whether a word has one reading however it is capitalised: "it", "us" and "who" have two. */
const common = (word: string): boolean =>
  everydayWords.has(word) || imperatives.has(word) || (functionWords.has(word) && !twofold.has(word));
const twofold = wordSet('it us who am as at be do may will can in or to so all any');

/** Takes the capital from the first word of a request. */
export function withoutCapital(units: readonly Unit[]): readonly Unit[] {
  const first = units[0];
  if (first === undefined || first.kind !== 'word' || first.key === first.lower) return units;
  const { lower } = first;
  const spelled = first.key.slice(1).replaceAll('’', "'") === lower.slice(1);
  const [stem = lower] = lower.split("'");
  const known = functionWords.has(stem) || common(lower) || openingWords.has(lower);
  return spelled && known && stem !== 'i' ? [withKey(first, lower), ...units.slice(1)] : units;
}
const openingWords = wordSet(
  'hi hello hey hiya greetings good dear excuse please kindly sorry pls plz thanks steps whats hows wheres cannot dont',
);

/** Takes the capitals from a request of nothing else, if no word of it is another one in lower case. */
export function withoutShouting(units: readonly Unit[]): readonly Unit[] {
  let words = 0;
  for (const { kind, key, lower } of units) {
    if (kind !== 'word') continue;
    if (key !== key.toUpperCase()) return units;
    if (key !== 'I' && !common(lower) && !shouted.has(key)) return units;
    words++;
  }
  return words < 3 ? units : withKeys(units, ({ key, lower }) => (key === 'I' ? undefined : lower));
}
/** Function words that are names in capitals, but not next to words that are all in capitals. */
const shouted = wordSet('DO CAN TO MY IN WILL BE ALL ANY RESET');

/** Makes "I" of "i" next to a verb or a conjunction that goes with it. */
export const withCapitalI = (units: readonly Unit[]): readonly Unit[] =>
  withKeys(units, ({ key }, index) => {
    if (key !== 'i') return undefined;
    const next = wordAt(units, index + 1);
    return afterI.has(next) || (beforeI.has(wordAt(units, index - 1)) && !ofNumbers.has(next))
      ? 'I'
      : undefined;
  });
const beforeI = wordSet(
  'do did can could should would will am was have had must may if when because what where how why',
);
const afterI = wordSet('am have had can could do did should would will want need got');
/** The imaginary unit, and a variable. */
const ofNumbers = wordSet('is in equals squared becomes times plus minus');
