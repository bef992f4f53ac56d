import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes of the heap that something still refers to. */
export async function heldBytes(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await setImmediate();
    collectGarbage();
  }
  return process.memoryUsage().heapUsed;
}
