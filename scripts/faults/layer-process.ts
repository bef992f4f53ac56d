/** Runs the cells of one layer, one after the other, in a process of their own, and sends what each came to. */
import { runCell } from './cell.ts';
import { faultsAt, layerNames } from './matrix-faults.ts';

/** What a cell came to, as one process tells it to another. */
export interface CellReport {
  readonly fault: string;
  readonly layer: string;
  readonly made: number;
  readonly succeeded: number;
  /** Milliseconds. */
  readonly p99: number;
  readonly lost: number;
  readonly notKept: number;
  readonly wrong: number;
  readonly unhandled: number;
  /** Bytes. */
  readonly held: number;
  readonly failures: readonly string[];
}

const [layer = '', part = ''] = process.argv.slice(2);
const name = layerNames.find((known) => known === layer);
if (name === undefined) throw new TypeError(`There is no layer "${layer}".`);

const faults = faultsAt(name, part);
// What is loaded and compiled on first use is nobody's leak.
if (faults[0] !== undefined) await runCell(name, faults[0]);
for (const fault of faults) {
  const { log, ...cell } = await runCell(name, fault);
  const { made, succeeded, wrong, failures } = log;
  const report: CellReport = {
    fault: fault.name,
    layer: name,
    made,
    succeeded,
    wrong,
    failures,
    p99: log.p99(),
    ...cell,
  };
  process.send?.(report);
}
process.disconnect?.();
