import type { Row } from './row.ts';

/** What one process measured: for each subject its rounds, and in each the values of the columns. */
export type Samples = Readonly<Record<string, readonly (readonly (number | undefined)[])[]>>;

/**
 * Runs the rounds of all subjects in turn, so that a busy moment of the machine falls on all alike; who comes first
 * moves on by one each time, since a collection of garbage or a cooling cache hits whoever follows.
 */
export async function runRounds({ prepare, rounds, warmUp }: Row): Promise<{
  readonly roles: Readonly<Record<string, string>>;
  readonly samples: Samples;
}> {
  const subjects = await prepare();
  const samples: Record<string, (readonly (number | undefined)[])[]> = {};
  for (const { name } of subjects) samples[name] = [];
  for (let round = 0; round < warmUp + rounds; round++) {
    for (let turn = 0; turn < subjects.length; turn++) {
      const subject = subjects[(round + turn) % subjects.length];
      if (subject === undefined) continue;
      const values = await subject.round();
      if (round >= warmUp) samples[subject.name]?.push(values);
    }
  }
  return { roles: Object.fromEntries(subjects.map(({ name, role }) => [name, role])), samples };
}

/**
 * Microseconds of processor time that this process has used. Unlike the wall clock it doesn't run while others have the
 * core; what the engine does beside, on threads of its own, counts.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Microseconds of processor time a call, over several. */
async function microseconds(call: () => unknown, calls: number): Promise<number> {
  const started = processorTime();
  for (let index = 0; index < calls; index++) await call();
  return (processorTime() - started) / calls;
}

/** Microseconds a call of each column, over so many calls of it. */
export async function eachColumn(
  calls: readonly number[],
  call: (column: number) => unknown,
): Promise<number[]> {
  const times: number[] = [];
  for (const [column, count] of calls.entries()) times.push(await microseconds(() => call(column), count));
  return times;
}
