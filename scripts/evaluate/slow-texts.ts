import { guards } from '../../src/semantic/index.ts';
import { table } from './table.ts';

const kinds: Readonly<Record<string, string>> = {
  digits: '7',
  'digits, spaced': '7 ',
  brackets: '(',
  'brackets in turn': '()',
  capitals: 'QX',
  emoji: '👩‍👩‍👧‍👦',
  'not not not': 'not ',
  quotes: '"a',
  apostrophes: "'a ",
  'ends of sentences': 'a. ',
  combining: 'e\u0301',
};
const ROUNDS = 20;

/** The mean processor time of a comparison with a text that differs in its last character. */
export function slowTexts(): string {
  const rows = Object.entries(kinds).map(([kind, unit]) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    const before = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round++)
      guards({ keep: 0 })({ cached: `${text}a`, asked: `${text}b`, similarity: 1 });
    const { user, system } = process.cpuUsage(before);
    return [kind, ((user + system) / 1_000 / ROUNDS).toFixed(2)];
  });
  return table(['text', 'ms a pair'], rows);
}
