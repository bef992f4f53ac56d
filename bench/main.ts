/**
 * This library beside its peers and beside what the machine can do: `npm run bench` runs all rows and writes
 * bench/RESULTS.md. `npm run bench -- --only memory-hit --only stream-hit` runs some; `--quick` a tenth of the rounds, in
 * one process; `--busy` keeps every core busy meanwhile: the verdicts must not change.
 */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { buildRows, rowNames } from './run/build-rows.ts';
import { installPeers } from './run/install-peers.ts';
import { results } from './run/results.ts';
import { type Measured, runRow } from './run/run-row.ts';
import { tableOf, verdictsOf, verdictTable } from './run/table.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    busy: { type: 'boolean', default: false },
  },
});
const { only, quick, busy } = values;
const all = await rowNames();
const unknown = only.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`No such row: ${unknown.join(', ')}. There are: ${all.join(', ')}`);

await installPeers();
const worker = await buildRows();
const others = busy
  ? Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', 'for (;;);']))
  : [];
const started = Date.now();
const measured: Measured[] = [];
try {
  for (const name of only.length > 0 ? only : all) {
    const row = await runRow(worker, name, quick);
    measured.push(row);
    console.log(`\n${row.title}   (${Math.round((Date.now() - started) / 1_000)} s)\n\n${tableOf(row)}`);
  }
} finally {
  for (const other of others) other.kill();
}
console.log(`\n${verdictTable(measured.flatMap(verdictsOf))}`);
if (only.length === 0 && !busy) {
  await writeFile(new URL('RESULTS.md', import.meta.url), results(measured, quick));
  console.log('\nWritten: bench/RESULTS.md');
}
