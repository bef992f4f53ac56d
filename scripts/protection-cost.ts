/**
 * What each part of the protection costs a hit, as CPU time: the whole hit with and without signing and encryption, and
 * the share of what can't be turned off, the bounded canonical form and the validation of an entry, by themselves.
 * Rounds of all variants are interleaved, so that other load falls on each alike.
 * Run: npx tsx scripts/protection-cost.ts [hits a round]
 */
import { encryption } from '../src/encryption/index.ts';
import { type CacheOptions, type CacheRequest, createCache, textResponse } from '../src/index.ts';
import { memoryStore } from '../src/memory/index.ts';
import { canonicalText } from '../src/request/canonical-form.ts';
import { requestKeys } from '../src/request/request-key.ts';
import { decodeEntry } from '../src/response/stored-entry.ts';

const [hits = '300'] = process.argv.slice(2);
const rounds = 15;
const keys = [{ id: 'k', secret: 'wJ8n2s5v8y/B?E(H+MbQeThWmZq4t6w9' }];
const kibibytes = (count: number) => 'All that is asked for. '.repeat(Math.ceil((count * 1024) / 23));

const request = (context: number): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  context: {
    system: kibibytes(context),
    turns: Array.from({ length: 10 }, (_, turn) => ({ turn, role: 'user' })),
  },
  question: 'Why is the sky blue?',
  tags: ['sky'],
});

interface Variant {
  readonly name: string;
  readonly run: () => unknown;
  readonly microseconds: number[];
}

async function hit(
  name: string,
  asked: CacheRequest,
  answer: string,
  more: CacheOptions = {},
): Promise<Variant> {
  const cache = createCache({ memory: false, store: memoryStore(), ...more });
  await cache.getOrSet(asked, async () => textResponse(answer));
  await cache.close();
  if ((await cache.lookup(asked)).status !== 'hit') throw new Error('That was to be a hit.');
  return { name, run: () => cache.lookup(asked), microseconds: [] };
}

async function entryText(asked: CacheRequest, answer: string): Promise<string> {
  const store = memoryStore();
  const cache = createCache({ memory: false, store });
  await cache.getOrSet(asked, async () => textResponse(answer));
  await cache.close();
  const { keys: names } = await store.scan('', undefined);
  return (await store.read(names[0], [])).value ?? '';
}

for (const size of [1, 20]) {
  const asked = request(size);
  const answer = kibibytes(size);
  const text = await entryText(asked, answer);
  const variants: readonly Variant[] = [
    await hit('hit, in clear', asked, answer),
    await hit('hit, signed', asked, answer, { encryption: encryption({ keys, mode: 'sign' }) }),
    await hit('hit, encrypted', asked, answer, { encryption: encryption({ keys }) }),
    {
      name: 'of it: bounded canonical form and keys',
      run: () => requestKeys(asked, 'reprise'),
      microseconds: [],
    },
    { name: '  without bounds: JSON.stringify', run: () => JSON.stringify(asked), microseconds: [] },
    { name: '  the canonical form alone', run: () => canonicalText(asked.context), microseconds: [] },
    { name: 'of it: reading and validating the entry', run: () => decodeEntry(text), microseconds: [] },
    { name: '  without validation: JSON.parse', run: () => JSON.parse(text), microseconds: [] },
  ];
  for (let round = 0; round < rounds; round++) {
    for (const { run, microseconds } of variants) {
      const before = process.cpuUsage();
      for (let each = 0; each < Number(hits); each++) await run();
      const { user, system } = process.cpuUsage(before);
      microseconds.push((user + system) / Number(hits));
    }
  }
  console.log(
    `\nA context of ${size} KiB and an answer of ${size} KiB, CPU microseconds, the median of ${rounds} rounds`,
  );
  for (const { name, microseconds } of variants) {
    const median = microseconds.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    console.log(`${name.padEnd(42)} ${median.toFixed(1).padStart(8)}`);
  }
}
