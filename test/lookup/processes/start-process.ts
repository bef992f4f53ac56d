import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessCall, ProcessReply } from './cache-process.ts';

type Unnumbered<Call> = Call extends unknown ? Omit<Call, 'id'> : never;

/** A real process with a cache of its own. */
export interface CacheProcess {
  call(call: Unnumbered<ProcessCall>): Promise<unknown>;
  /** Ends it at once, as a crash does: its calls never settle. */
  kill(): void;
}

export function startProcess(): CacheProcess {
  const child = fork(fileURLToPath(new URL('./cache-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  child.on('message', (reply: ProcessReply) => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) caller?.reject(new Error(reply.error));
    else caller?.resolve(reply.value);
  });
  return {
    call: (call) =>
      new Promise((resolve, reject) => {
        const id = calls++;
        waiting.set(id, { resolve, reject });
        child.send({ ...call, id });
      }),
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
