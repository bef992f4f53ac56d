/** Runs one row in this process, and sends what it measured to the process that asked. */
import { runRounds } from './run/rounds.ts';
import type { Row } from './run/row.ts';

const file = new URL(`rows/${process.argv[2]}.js`, import.meta.url);
const { row }: { row: Row } = await import(file.href);
const measured = await runRounds(row);
const { title, columns, note, processes = 2 } = row;
process.send?.({ title, columns, note, processes, ...measured }, () => process.exit(0));
