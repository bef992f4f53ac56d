/**
 * Changes stored entries in 100,000 ways and counts what is served: in clear, signed and encrypted.
 * Run: npx tsx scripts/mutate-entries.ts [count] [seed]
 */
import { mutateEntries } from '../test/encryption/mutated.ts';

const [count = '100000', seed = '1'] = process.argv.slice(2);
const keys = [{ id: 'k', secret: 'wJ8n2s5v8y/B?E(H+MbQeThWmZq4t6w9' }];

for (const [name, encryption] of [
  ['in clear', undefined],
  ['signed', { keys, mode: 'sign' }],
  ['encrypted', { keys }],
] as const) {
  const started = performance.now();
  const result = await mutateEntries(Number(count), Number(seed), encryption);
  console.log(name, result, `${Math.round(performance.now() - started)} ms`);
}
