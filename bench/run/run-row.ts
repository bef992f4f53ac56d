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

/** Runs a row in as many fresh processes as it asks for, one after another. */
export async function runRow(worker: string, name: string): Promise<Measured> {
  const { processes, samples, ...measured } = await runOnce(worker, name);
  const all = [samples];
  while (all.length < processes) all.push((await runOnce(worker, name)).samples);
  return { name, ...measured, processes: all };
}

function runOnce(worker: string, name: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const child = fork(worker, [name], { execArgv: ['--expose-gc'], serialization: 'advanced' });
    child.once('message', (message) => resolve(message as Message));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The row ${name} ended with ${code}.`)));
  });
}
