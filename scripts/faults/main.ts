/**
 * Every fault of the network, of the servers and of the clock at every layer that can meet it, through a TCP proxy before
 * real servers, under fifty callers at once. Exits with 1 if an answer was wrong, a call failed or a rejection floated.
 * Run: npm run test:faults [-- part of a fault's or a layer's name]
 */
import { type CellResult, runCell } from './cell.ts';
import { type LayerName, layerNames, matrixFaults } from './matrix-faults.ts';

const [part = ''] = process.argv.slice(2);
const widths = [21, 21, 7, 10, 11, 6, 9, 6, 10, 9];
const line = (cells: readonly (string | number)[]) =>
  console.log(
    cells
      .map((cell, at) =>
        at < 2 ? String(cell).padEnd(widths[at] ?? 0) : String(cell).padStart(widths[at] ?? 0),
      )
      .join(' '),
  );

const isBad = ({ log, unhandled }: CellResult) => log.wrong > 0 || log.succeeded < log.made || unhandled > 0;

const started = performance.now();
const usual = new Map<LayerName, number>();
let cells = 0;
let bad = 0;

// What is loaded and compiled on first use is nobody's leak.
const [none] = matrixFaults;
if (none) for (const layer of layerNames) await runCell(layer, none);

line([
  'fault',
  'layer',
  'calls',
  'succeeded',
  'wait p99 ms',
  'lost',
  'not kept',
  'wrong',
  'unhandled',
  'held KiB',
]);
for (const fault of matrixFaults) {
  for (const layer of layerNames) {
    if (fault.only !== undefined && fault.only !== layer) continue;
    if (fault !== none && !`${fault.name} ${layer}`.includes(part)) continue;
    const result = await runCell(layer, fault);
    const { log, lost, notKept, unhandled, held } = result;
    if (fault === none) usual.set(layer, log.p99());
    const wait = fault === none ? log.p99() : log.p99() - (usual.get(layer) ?? 0);
    const shown = `${fault === none ? '' : '+'}${wait.toFixed(0)}`.replace('+-', '-');
    line([
      fault.name,
      layer,
      log.made,
      log.succeeded,
      shown,
      lost,
      notKept,
      log.wrong,
      unhandled,
      Math.round(held / 1024),
    ]);
    cells++;
    if (!isBad(result)) continue;
    bad++;
    for (const failure of log.failures) console.log(`  ${failure}`);
  }
}

const seconds = Math.round((performance.now() - started) / 1_000);
console.log(
  `${cells} cells in ${seconds} s, ${bad} with a wrong answer, a failed call or an unhandled rejection`,
);
process.exitCode = bad === 0 ? 0 : 1;
