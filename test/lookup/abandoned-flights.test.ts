import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { type Flight, Flights } from '../../src/lookup/flights/flights.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

it('a flight that everybody left is let go, though its model never answers', async () => {
  const flights = new Flights<string>({ clock: () => 0, stillCurrent: async () => true });

  async function leave(): Promise<WeakRef<Flight<string>>> {
    const { flight } = await flights.enter('id', 60_000, () => new Promise<string>(() => undefined));
    const caller = new AbortController();
    const joined = flight.join(caller.signal);
    caller.abort(new Error('left'));
    await expect(joined).rejects.toThrow('left');
    return new WeakRef(flight);
  }

  const left = await leave();
  await setImmediate();
  collectGarbage();
  expect(left.deref()).toBeUndefined();
  const again = await flights.enter('id', 60_000, async () => 'answer');
  expect(again.created).toBe(true);
});
