import { fork } from 'node:child_process';
import type { Samples } from './rounds.ts';
import type { Column, Role } from './row.ts';

/** What all processes of a row measured. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly note?: string;
  readonly roles: Readonly<Record<string, Role>>;
  readonly processes: readonly Samples[];
}

interface Message extends Omit<Measured, 'name' | 'processes'> {
  readonly processes: number;
  readonly samples: Samples;
}

/** Runs a row in as many fresh processes as it asks for, one after another; `quick` in one, with a tenth of the rounds. */
export async function runRow(worker: string, name: string, quick: boolean): Promise<Measured> {
  const share = quick ? 0.1 : 1;
  const { processes, samples, ...measured } = await runOnce(worker, name, share);
  const all = [samples];
  while (!quick && all.length < processes) all.push((await runOnce(worker, name, share)).samples);
  return { name, ...measured, processes: all };
}

function runOnce(worker: string, name: string, share: number): Promise<Message> {
  return new Promise((resolve, reject) => {
    const child = fork(worker, [name, String(share)], {
      execArgv: ['--expose-gc'],
      serialization: 'advanced',
    });
    child.once('message', (message) => resolve(message as Message));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The row ${name} ended with ${code}.`)));
  });
}
