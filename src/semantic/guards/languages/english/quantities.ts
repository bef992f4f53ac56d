import { isWord, type Unit, unit } from '../../unit.ts';
import { wordAt } from './phrase-table.ts';
import { wordsOf } from './words.ts';

const small = wordsOf(`
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
`);
const tens = wordsOf('twenty thirty forty fifty sixty seventy eighty ninety');
const values: ReadonlyMap<string, number> = new Map<string, number>([
  ...small.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, index): [string, number] => [word, 20 + 10 * index]),
  ...tens.flatMap((ten, index) =>
    small.slice(1, 10).map((word, one): [string, number] => [`${ten}-${word}`, 21 + 10 * index + one]),
  ),
]);
const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);

const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/;

/** Makes one of "2,500", "2500" and "two thousand five hundred". "One" alone is a pronoun as often, and stays. */
export function countedAlike(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(({ kind, lower }) => kind === 'number' || values.has(lower))) return units;
  const counted: Unit[] = [];
  for (let index = 0; index < units.length; ) {
    const piece = units[index];
    if (piece === undefined) break;
    const { length, value } = spoken(units, index);
    if (length > 0 && value !== undefined) {
      counted.push({ ...piece, kind: 'number', key: String(value), lower: '' });
      index += length;
      continue;
    }
    const plain = piece.kind === 'number' && !piece.exact && grouped.test(piece.key);
    counted.push(plain ? { ...piece, key: piece.key.replaceAll(',', '') } : piece);
    index++;
  }
  return counted;
}

/** The number that words from `start` on say. */
function spoken(units: readonly Unit[], start: number): { length: number; value?: number } {
  let sum = 0;
  let group: number | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  let at = start;
  for (; at < units.length; at++) {
    const piece = units[at];
    if (!isWord(piece)) break;
    const value = values.get(piece.key);
    const scale = scales.get(piece.key);
    if (value !== undefined) {
      // "Twenty three" is one number, "three four" are two.
      if (
        group !== undefined &&
        !(group % 100 === 0 || (group % 10 === 0 && group % 100 >= 20 && value < 10))
      )
        break;
      group = (group ?? 0) + value;
    } else if (scale === 100 && group !== undefined && group < 100) group *= 100;
    else if (scale !== undefined && scale > 100 && group !== undefined && scale < lowest) {
      sum += group * scale;
      lowest = scale;
      group = undefined;
    } else break;
  }
  const length = at - start;
  if (length === 0 || (length === 1 && wordAt(units, start) === 'one')) return { length: 0 };
  if (group === undefined && sum === 0) return { length: 0 };
  return { length, value: sum + (group ?? 0) };
}

const isFigure = ({ kind }: Unit): boolean => kind === 'number' || kind === 'literal';

const measureNames: ReadonlyMap<string, string> = new Map(
  `
kg kilogram kilograms kilo kilos|mg milligram milligrams|km kilometer kilometers|cm centimeter centimeters
mm millimeter millimeters|ml milliliter milliliters|GB gigabyte gigabytes|MB megabyte megabytes|TB terabyte terabytes
KB kilobyte kilobytes|kWh|Mbps|mph|% percent|second seconds|minute minutes|hour hours|day days|week weeks|month months
year years|g gram grams|liter liters|meter meters|mile miles|foot feet|inch inches|pound pounds|ounce ounces|cup cups
pint pints|volt volts V|watt watts W|degree degrees|lb lbs|oz
`
    .trim()
    .split(/[\n|]/)
    .flatMap((line) => {
      const names = wordsOf(line);
      return names.map((name): [string, string] => [name, names[0] ?? name]);
    }),
);
/** Units that are written to the figure without a space. */
const attached = /^(\d[\d,]*(?:\.\d+)?)(kg|mg|g|km|cm|mm|ml|GB|MB|TB|KB|kWh|Mbps|mph|%|V|W|lb|lbs|oz)$/;
const currencies: ReadonlyMap<string, string> = new Map([
  ['dollar', '$'],
  ['dollars', '$'],
  ['euro', '€'],
  ['euros', '€'],
]);
const money = /^([$€£])(\d[\d,]*(?:\.\d+)?)$/;

/** Cuts "10kg" and "$5" in two, and names a unit behind a number in one way: "10 kilograms", "5 dollars". */
export function measuredAlike(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(isFigure)) return units;
  const measured: Unit[] = [];
  for (const piece of units) {
    const [, figure, symbol] = piece.exact ? [] : (attached.exec(piece.key) ?? []);
    const [, sign, amount] = piece.exact ? [] : (money.exec(piece.key) ?? []);
    const before = measured.at(-1);
    if (figure !== undefined && symbol !== undefined) {
      measured.push({ ...piece, kind: 'number', key: figure.replaceAll(',', '') });
      measured.push(unit('measure', measureNames.get(symbol) ?? symbol));
    } else if (sign !== undefined && amount !== undefined) {
      measured.push({ ...piece, kind: 'number', key: amount.replaceAll(',', '') }, unit('currency', sign));
    } else if (before?.kind === 'number' && !piece.exact && piece.gap === ' ') {
      const name = measureNames.get(piece.key);
      const currency = currencies.get(piece.key);
      if (name !== undefined) measured.push({ ...piece, kind: 'measure', key: name, lower: '' });
      else if (currency !== undefined)
        measured.push({ ...piece, kind: 'currency', key: currency, lower: '' });
      else measured.push(piece);
    } else measured.push(piece);
  }
  return measured;
}

const clock = /^(1[0-2]|0?[1-9])(?::([0-5]\d))?(am|pm|AM|PM)$/;
const hours = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Makes one of "5pm", "5 pm" and "17:00". */
export function timedAlike(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(isFigure)) return units;
  return units.flatMap((piece, index) => {
    if (piece.exact) return [piece];
    const before = units[index - 1];
    if (/^[ap]m$/i.test(piece.key) && before?.kind === 'number' && clock.test(before.key + piece.key))
      return [];
    if (piece.kind !== 'number' && piece.kind !== 'literal') return [piece];
    const next = units[index + 1];
    const half = piece.kind === 'number' && /^[ap]m$/i.test(next?.key ?? '') ? (next?.key ?? '') : '';
    const [, hour, minute = '00', part] = clock.exec(piece.key + half) ?? [];
    if (hour !== undefined && part !== undefined) {
      const clockHour = (Number(hour) % 12) + (part.toLowerCase() === 'pm' ? 12 : 0);
      return [{ ...piece, kind: 'time', key: `${String(clockHour).padStart(2, '0')}:${minute}` }];
    }
    return hours.test(piece.key) ? [{ ...piece, kind: 'time' }] : [piece];
  });
}
