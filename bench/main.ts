/**
 * This library beside its peers and beside what the machine can do: `npm run bench`, or `npm run bench -- memory-hit`
 * for some rows. A full run writes bench/RESULTS.md. `--busy` keeps a core busy meanwhile: the ratios must not change.
 */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { buildRows, rowNames } from './run/build-rows.ts';
import { installPeers } from './run/install-peers.ts';
import { results } from './run/results.ts';
import { type Measured, runRow } from './run/run-row.ts';
import { tableOf, verdictsOf, verdictTable } from './run/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { busy: { type: 'boolean', default: false } },
});
const all = await rowNames();
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`No such row: ${unknown.join(', ')}. There are: ${all.join(', ')}`);

await installPeers();
const worker = await buildRows();
const busy = values.busy ? spawn(process.execPath, ['-e', 'for (;;);']) : undefined;
const started = Date.now();
const measured: Measured[] = [];
try {
  for (const name of positionals.length > 0 ? positionals : all) {
    const row = await runRow(worker, name);
    measured.push(row);
    console.log(`\n${row.title}   (${Math.round((Date.now() - started) / 1_000)} s)\n\n${tableOf(row)}`);
  }
} finally {
  busy?.kill();
}
console.log(`\n${verdictTable(measured.flatMap(verdictsOf))}`);
if (positionals.length === 0) {
  await writeFile(new URL('RESULTS.md', import.meta.url), results(measured));
  console.log('\nWritten: bench/RESULTS.md');
}
