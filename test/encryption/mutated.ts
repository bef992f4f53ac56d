import type { ExactStore } from '../../src/contracts/exact-store.ts';
import { type EncryptionOptions, encryption } from '../../src/encryption/index.ts';
import { type CacheRequest, createCache, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { patientTimeouts } from '../patience.ts';
import { generator } from './attacks.ts';

const request: CacheRequest = {
  provider: 'openai',
  model: 'gpt-4o-mini',
  context: { system: 'Be brief.' },
  question: 'What does it cost?',
  scope: 'ann@example.org',
};
const answer = 'It costs 12.50 EUR.';

export interface Mutations {
  readonly tried: number;
  /** Answers that were served though the entry was no longer what was written. */
  readonly served: number;
  /** Those of them whose text was another. */
  readonly wrong: number;
  readonly thrown: number;
  readonly reasons: Readonly<Record<string, number>>;
  /** Where those that were served differ from what was written. */
  readonly places: Readonly<Record<string, number>>;
}

/** Writes an answer, changes the stored text in one way after the other, and looks up what the cache makes of it. */
export async function mutateEntries(
  count: number,
  seed: number,
  sealing?: EncryptionOptions,
): Promise<Mutations> {
  const inner = memoryStore();
  const [cache, written] = await writtenEntry(inner, sealing);
  const random = generator(seed);
  const reasons: Record<string, number> = {};
  const places: Record<string, number> = {};
  const total = { tried: 0, served: 0, wrong: 0, thrown: 0 };
  for (let index = 0; index < count; index++) {
    const altered = mutated(written.value, random);
    if (altered === written.value) continue;
    await inner.write(written.key, altered, Number.POSITIVE_INFINITY);
    total.tried += 1;
    try {
      const found = await cache.lookup(request);
      if (found.status === 'hit' || found.status === 'stale') {
        total.served += 1;
        const place =
          differingPlaces(written.value, altered).join(', ') || 'the same value, written otherwise';
        places[place] = (places[place] ?? 0) + 1;
        if (JSON.stringify(found.response.parts) !== JSON.stringify(textResponse(answer).parts))
          total.wrong += 1;
      } else {
        const reason = 'reason' in found ? String(found.reason) : found.status;
        reasons[reason] = (reasons[reason] ?? 0) + 1;
      }
    } catch {
      total.thrown += 1;
    }
  }
  return { ...total, reasons, places };
}

async function writtenEntry(store: ExactStore, sealing: EncryptionOptions | undefined) {
  const options = {
    memory: false,
    store,
    timeouts: patientTimeouts,
    ...(sealing === undefined ? {} : { encryption: encryption(sealing) }),
  } as const;
  const cache = createCache(options);
  await cache.getOrSet(request, async () => textResponse(answer));
  await cache.close();
  const { keys } = await store.scan('reprise:e:', undefined);
  const [key = ''] = keys;
  const { value = '' } = await store.read(key, []);
  return [createCache(options), { key, value }] as const;
}

/** The paths of what two texts of JSON don't have in common. */
function differingPlaces(one: string, other: string): string[] {
  const [before, after] = [leaves(JSON.parse(one)), leaves(JSON.parse(other))];
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => !Object.is(before.get(path), after.get(path)));
}

function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([name, member]) => [
      ...leaves(member, path === '' ? name : `${path}.${name}`),
    ]),
  );
}

function mutated(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const other = Math.floor(random() * text.length);
  const letter = String.fromCharCode(32 + Math.floor(random() * 95));
  switch (Math.floor(random() * 7)) {
    case 0:
      return text.slice(0, at) + letter + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + letter + text.slice(at);
    case 3:
      return text.slice(0, at);
    case 4:
      return text.slice(0, Math.min(at, other)) + text.slice(Math.max(at, other));
    case 5:
      return text.replace(/\d/g, (digit) => (random() < 0.1 ? String((Number(digit) + 1) % 10) : digit));
    default:
      return text + text.slice(at);
  }
}
