import type { Evaluation, EvaluationRow } from './evaluate.ts';

const columns: readonly (readonly [heading: string, cell: (row: EvaluationRow) => string])[] = [
  ['source', ({ source }) => source],
  ['method', ({ method }) => method],
  ['pairs', ({ positives, negatives }) => `${positives} + ${negatives}`],
  ['hit rate', ({ hitRate }) => percent(hitRate)],
  ['wrong among hits', ({ served, wrongHitRate }) => (served === 0 ? '-' : percent(wrongHitRate.estimate))],
  [
    'interval',
    ({ served, wrongHitRate: { low, high } }) => (served === 0 ? '-' : `${percent(low)} to ${percent(high)}`),
  ],
  ['negatives served', ({ falseAccepts }) => percent(falseAccepts)],
  ['us a pair', ({ microseconds }) => microseconds.toFixed(1)],
];

/** An evaluation as a text table: a line for each source and method. `pairs` tells positives + negatives. */
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

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
