/** Runs one row in this process, some rounds or a part of them, and sends what it measured to the process that asked. */
import { runRounds } from './run/rounds.ts';
import type { Row } from './run/row.ts';

const file = new URL(`rows/${process.argv[2]}.js`, import.meta.url);
const { row }: { row: Row } = await import(file.href);
const share = Number(process.argv[3]);
const measured = await runRounds({
  ...row,
  rounds: Math.ceil(row.rounds * share),
  warmUp: Math.ceil(row.warmUp * share),
});
const { title, columns, note, processes = 3 } = row;
process.send?.({ title, columns, note, processes, ...measured }, () => process.exit(0));
