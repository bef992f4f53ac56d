import type { Column, Role } from './row.ts';
import type { Measured } from './run-row.ts';
import { ratiosOf, type Spread, spreadOf, valuesOf } from './statistics.ts';

/** How this library stands in one column of a row: `ratio` is its value over the other's. */
export interface Verdict {
  readonly row: string;
  readonly column: Column;
  readonly value: number;
  readonly limit: Spread | undefined;
  readonly peer: { readonly name: string; readonly ratio: Spread } | undefined;
}

/** A table in Markdown: medians, and in brackets the ratio to this library with its spread. */
export function tableOf({ columns, roles, processes }: Measured): string {
  const own = subjectOf(roles, 'reprise');
  const lines = Object.keys(roles).map((subject) => {
    const cells = columns.map((column, index) => {
      const value = spreadOf(valuesOf(processes, subject, index));
      if (value === undefined) return '-';
      if (subject === own) return `**${format(value.median, column)}**`;
      const ratio = spreadOf(ratiosOf(processes, subject, own, index));
      return `${format(value.median, column)}${ratio === undefined ? '' : ` (${ratioText(ratio)})`}`;
    });
    const label =
      roles[subject] === 'limit' ? `_limit: ${subject}_` : subject === own ? `**${subject}**` : subject;
    return `| ${[label, ...cells].join(' | ')} |`;
  });
  const names = columns.map(({ name, unit }) => (unit === '' ? name : `${name}, ${unit}`));
  return [`| ${['', ...names].join(' | ')} |`, `|${'---|'.repeat(columns.length + 1)}`, ...lines].join('\n');
}

/** @returns a verdict for each column that this library has a value in. */
export function verdictsOf({ name, columns, roles, processes }: Measured): Verdict[] {
  const own = subjectOf(roles, 'reprise');
  const ratioTo = (subject: string, index: number) => spreadOf(ratiosOf(processes, own, subject, index));
  return columns.flatMap((column, index) => {
    const value = spreadOf(valuesOf(processes, own, index));
    if (value === undefined) return [];
    const peers = Object.keys(roles)
      .filter((subject) => roles[subject] === 'peer')
      .flatMap((peer) => {
        const ratio = ratioTo(peer, index);
        return ratio === undefined ? [] : [{ name: peer, ratio }];
      });
    const better = column.better === 'higher' ? 1 : -1;
    const [peer] = peers.sort((one, other) => better * (one.ratio.median - other.ratio.median));
    const limit = Object.keys(roles).find((subject) => roles[subject] === 'limit');
    return [
      {
        row: name,
        column,
        value: value.median,
        limit: limit === undefined ? undefined : ratioTo(limit, index),
        peer,
      },
    ];
  });
}

/** The ratios of all rows to the limit and to the best peer, and where a peer is ahead. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map(({ row, column, value, limit, peer }) => {
    const behind = peer !== undefined && isBehind(peer.ratio, column);
    const cells = [
      row,
      column.name,
      `${format(value, column)} ${column.unit}`.trim(),
      limit === undefined ? '-' : ratioText(limit),
      peer === undefined ? '-' : ratioText(peer.ratio),
      peer?.name ?? '-',
      peer === undefined ? '' : behind ? 'behind' : 'level or ahead',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| row | what | reprise | to the limit | to the best peer | best peer | |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** Behind only if the whole spread says so. */
function isBehind({ low, high }: Spread, { better }: Column): boolean {
  return better === 'higher' ? high < 1 : low > 1;
}

function subjectOf(roles: Readonly<Record<string, Role>>, role: Role): string {
  const name = Object.keys(roles).find((subject) => roles[subject] === role);
  if (name === undefined) throw new Error(`No subject has the role ${role}.`);
  return name;
}

/** Such as `1.20x, 1.10 to 1.31`. */
export function ratioText({ median, low, high }: Spread): string {
  if (low === high) return `${digits(median)}x`;
  return `${digits(median)}x, ${digits(low)} to ${digits(high)}`;
}

/** A value as its unit is written. */
export function format(value: number, { unit }: Column): string {
  if (unit === '' && !Number.isInteger(value)) return value.toFixed(3);
  if (unit === '' || unit === 'bytes' || unit === 'a second') return Math.round(value).toLocaleString('en');
  return unit === '$' ? value.toFixed(0) : digits(value);
}

function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
