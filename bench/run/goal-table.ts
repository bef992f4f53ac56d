import type { Goal } from '../goals.ts';
import type { Spread } from './statistics.ts';
import { format, ratioText, type Verdict } from './table.ts';

/** Every goal beside what was measured, and by how much it is missed, and why. */
export function goalTable(goals: readonly Goal[], verdicts: readonly Verdict[]): string {
  const lines = goals.flatMap((goal) => {
    const verdict = verdicts.find(({ row, column }) => row === goal.row && column.name === goal.column);
    const measured = verdict && measuredOf(goal, verdict);
    return verdict === undefined || measured === undefined ? [] : [lineOf(goal, verdict, measured)];
  });
  return ['| row | what | goal | measured | | why |', '|---|---|---|---|---|---|', ...lines].join('\n');
}

function measuredOf({ of }: Goal, { value, limit, peer }: Verdict): Spread | undefined {
  if (of === 'limit') return limit;
  return of === 'peer' ? peer?.ratio : { median: value, low: value, high: value };
}

function lineOf({ row, column: name, of, bound, why }: Goal, { column }: Verdict, measured: Spread): string {
  const higher = column.better === 'higher';
  const missed = higher ? bound / measured.median : measured.median / bound;
  // Within the spread of the run it may be noise.
  const surely = of === 'value' ? missed > 1 : higher ? measured.high < bound : measured.low > bound;
  const against = { value: '', limit: ' to the limit', peer: ' to the best peer' }[of];
  const goal = of === 'value' ? `${format(bound, column)} ${column.unit}`.trim() : `${bound}x${against}`;
  const found =
    of === 'value' ? `${format(measured.median, column)} ${column.unit}`.trim() : ratioText(measured);
  const verdict = missed <= 1 ? 'reached' : surely ? `missed, ${missed.toFixed(2)}x` : 'level';
  return `| ${[row, name, `${higher ? 'at least' : 'at most'} ${goal}`, found, verdict, missed > 1 ? why : ''].join(' | ')} |`;
}
