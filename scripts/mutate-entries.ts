/**
 * Changes what is stored in 100,000 ways and counts what is served, in clear, signed and encrypted: the text of one
 * entry, and then anything of two tenants' entries, verdicts, rejections and vectors.
 * Run: npx tsx scripts/mutate-entries.ts [count] [seed]
 */
import { attack } from '../test/encryption/attacks.ts';
import { mutateEntries } from '../test/encryption/mutated.ts';

const [count = '100000', seed = '1'] = process.argv.slice(2);
const keys = [{ id: 'k', secret: 'wJ8n2s5v8y/B?E(H+MbQeThWmZq4t6w9' }];

for (const [name, encryption] of [
  ['in clear', undefined],
  ['signed', { keys, mode: 'sign' }],
  ['encrypted', { keys }],
] as const) {
  for (const [what, change] of [
    ['one entry', mutateEntries],
    ['all records', attack],
  ] as const) {
    const started = performance.now();
    const result = await change(Number(count), Number(seed), encryption);
    console.log(`${what}, ${name}`, result, `${Math.round(performance.now() - started)} ms`);
  }
}
