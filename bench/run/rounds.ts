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

/** Microseconds a call, over several. */
export async function microseconds(call: () => unknown, calls: number): Promise<number> {
  const started = performance.now();
  for (let index = 0; index < calls; index++) await call();
  return ((performance.now() - started) * 1_000) / calls;
}
