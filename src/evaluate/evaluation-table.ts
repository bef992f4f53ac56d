import type { Evaluation, EvaluationRow } from './evaluate.ts';

const columns: readonly (readonly [heading: string, cell: (row: EvaluationRow) => string])[] = [
  ['source', ({ source }) => source],
  ['method', ({ method }) => method],
  ['pairs', ({ positives, negatives }) => `${positives} + ${negatives}`],
  ['same', (row) => percent(row.verdicts.same, row)],
  ['different', (row) => percent(row.verdicts.different, row)],
  ['unsure', (row) => percent(row.verdicts.unsure, row)],
  [
    'wrong among same',
    ({ verdicts, wrongAmongSame }) => (verdicts.same === 0 ? '-' : share(wrongAmongSame.estimate)),
  ],
  [
    'interval',
    ({ verdicts, wrongAmongSame: { low, high } }) =>
      verdicts.same === 0 ? '-' : `${share(low)} to ${share(high)}`,
  ],
  ['hits: no judge', ({ served }) => share(served.none.hitRate)],
  ['wrong', ({ served }) => share(served.none.wrongRate)],
  ['hits: labels', ({ served }) => share(served.labels.hitRate)],
  ['hits: erring', ({ served }) => share(served.erring.hitRate)],
  ['wrong', ({ served }) => share(served.erring.wrongRate)],
  [
    'calls a pair',
    ({ judged, positives, negatives }) => (judged / Math.max(1, positives + negatives)).toFixed(2),
  ],
  ['us a pair', ({ microseconds }) => microseconds.toFixed(1)],
];

/**
 * An evaluation as a text table: a line for each source and method. `pairs` tells positives + negatives; `hits` is the
 * share of the positives that is served, `wrong` the share of all pairs that is served wrongly, each without a judge,
 * with one that knows the labels, and with one that errs.
 */
export function evaluationTable({ rows }: Evaluation): string {
  const lines = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => {
      const cells = line.map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < 2 ? cell.padEnd(width) : cell.padStart(width);
      });
      return cells.join('  ').trimEnd();
    })
    .join('\n');
}

function percent(count: number, { positives, negatives }: EvaluationRow): string {
  return share(count / Math.max(1, positives + negatives));
}

function share(of: number): string {
  return `${(of * 100).toFixed(1)}%`;
}
