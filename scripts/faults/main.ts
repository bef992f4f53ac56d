/**
 * Every fault of the network, of the servers and of the clock at every layer that can meet it, through a TCP proxy before
 * real servers, under fifty callers at once. The layers run side by side, each in a process of its own, since most of the
 * time is spent waiting. Exits with 1 if an answer was wrong, a call failed or a rejection floated.
 * Run: npm run test:faults [-- part of a fault's or a layer's name]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CellReport } from './layer-process.ts';
import { faultsAt, layerNames, matrixFaults } from './matrix-faults.ts';

const [part = ''] = process.argv.slice(2);

const columns: readonly (readonly [title: string, width: number, of: (report: CellReport) => string])[] = [
  ['fault', 21, ({ fault }) => fault],
  ['at', 21, ({ layer }) => layer],
  ['calls', 6, ({ made }) => String(made)],
  ['succeeded', 10, ({ succeeded }) => String(succeeded)],
  ['p99 ms', 7, ({ p99 }) => p99.toFixed(0)],
  ['added', 7, addedWait],
  ['lost', 5, ({ lost }) => String(lost)],
  ['not kept', 9, ({ notKept }) => String(notKept)],
  ['wrong', 6, ({ wrong }) => String(wrong)],
  ['unhandled', 10, ({ unhandled }) => String(unhandled)],
  ['held KiB', 9, ({ held }) => String(Math.round(held / 1024))],
];

const legend = `
calls, succeeded  lookups, stores, generated and streamed answers, invalidations, stats and close under the fault
p99 ms, added     how long the slowest hundredth waited, and how much longer than without a fault
lost              answers stored before the fault that aren't served after it
not kept          answers made under the fault that aren't served after it: asked again, they cost a call of the model
wrong, unhandled  answers that were another's or out of date; rejections that nobody handled
held KiB          what remains in memory once all is closed
`;

const reports = new Map<string, CellReport>();
const nameOf = (fault: string, layer: string) => `${fault} at ${layer}`;

function addedWait({ p99, layer, fault }: CellReport): string {
  const usual = reports.get(nameOf('none', layer))?.p99;
  if (fault === 'none' || usual === undefined) return '';
  return `${p99 < usual ? '-' : '+'}${Math.abs(p99 - usual).toFixed(0)}`;
}

const line = (cells: readonly string[]) =>
  cells
    .map((cell, at) => (at < 2 ? cell.padEnd(columns[at]?.[1] ?? 0) : cell.padStart(columns[at]?.[1] ?? 0)))
    .join(' ');

const isBad = ({ made, succeeded, wrong, unhandled }: CellReport) =>
  wrong > 0 || succeeded < made || unhandled > 0;

/** The cells in the order of the table; each is printed as soon as all before it are there. */
const cells = matrixFaults.flatMap((fault) =>
  layerNames
    .filter((layer) => faultsAt(layer, part).includes(fault))
    .map((layer) => ({ fault: fault.name, layer })),
);
let printed = 0;
let bad = 0;
function print(): void {
  for (; printed < cells.length; printed++) {
    const { fault = '', layer = '' } = cells[printed] ?? {};
    const report = reports.get(nameOf(fault, layer));
    if (report === undefined) return;
    if (printed > 0 && fault !== cells[printed - 1]?.fault) console.log('');
    console.log(line(columns.map(([, , of]) => of(report))));
    if (!isBad(report)) continue;
    bad++;
    for (const failure of report.failures) console.log(`  ${failure}`);
  }
}

const started = performance.now();
console.log(legend);
console.log(line(columns.map(([title]) => title)));
const script = fileURLToPath(new URL('layer-process.ts', import.meta.url));
const processes = layerNames.map((layer): ChildProcess => {
  const child = fork(script, [layer, part]);
  child.on('message', (report: CellReport) => {
    reports.set(nameOf(report.fault, report.layer), report);
    print();
  });
  return child;
});
const codes = await Promise.all(processes.map((child) => once(child, 'exit')));

const seconds = Math.round((performance.now() - started) / 1_000);
const missing = cells.length - printed;
console.log(
  `\n${printed} cells in ${seconds} s, ${bad} with a wrong answer, a failed call or an unhandled rejection${missing > 0 ? `; ${missing} are missing` : ''}`,
);
process.exitCode = bad === 0 && missing === 0 && codes.every(([code]) => code === 0) ? 0 : 1;
