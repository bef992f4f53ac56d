import { expect, it } from 'vitest';
import { stream, warmStreams } from './warm-streams.ts';

it.each(
  Object.entries(warmStreams),
)('leaves no listener of a hundred warm streams on one signal: %s', async (_, make) => {
  expect(await stream(make, 100)).toMatchObject({ listeners: 0, calls: 1 });
});
