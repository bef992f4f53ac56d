import { existsSync, readFileSync } from 'node:fs';

const statistics = `/proc/self/task/${process.pid}/schedstat`;
const isTold = existsSync(statistics);

/** Milliseconds that the main thread ran, where Linux tells; else those of the whole process, compilers included. */
export function mainThreadTime(): number {
  if (isTold) return Number(readFileSync(statistics, 'utf8').split(' ')[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
