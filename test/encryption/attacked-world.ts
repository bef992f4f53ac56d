import type { ExactStore, Judge, VectorEntry, VectorIndex, VectorMatch } from '../../src/contracts/index.ts';
import { type EncryptionOptions, encryption } from '../../src/encryption/index.ts';
import { type CacheRequest, createCache, type ResponseCache, textResponse } from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { patientTimeouts } from '../patience.ts';

/** A question of one tenant, in one context. */
export interface Asked {
  readonly scope: string;
  readonly system: string;
  readonly question: string;
}

/** What an attacker who has the database sees and can change. */
export interface AttackedWorld {
  readonly time: { now: number };
  /** Texts of the store by name: entries, verdicts, rejections, vectors of questions. */
  readonly texts: Map<string, string>;
  /** What lies in the index. */
  readonly vectors: VectorEntry[];
  /** All that may be asked. */
  readonly asked: readonly Asked[];
  /** A cache of a new process. */
  open(): ResponseCache;
  /** All as it was written. */
  restore(): void;
}

export const request = ({ scope, system, question }: Asked): CacheRequest => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  context: { system },
  question,
  scope,
});

/** The one right answer to a question. */
export const answerTo = ({ scope, system, question }: Asked): string =>
  `${scope} ${system} ${question.split(' ').at(-1)}`;

export const lifetime = 60 * 60_000;

const goods = ['tea', 'rice'];
const stored = goods.map((item) => `What is the price of ${item}`);
const reworded = goods.map((item) => `What do I pay for ${item}`);

/** Right always: it compares the goods. */
const judge: Judge = {
  decide: async ({ asked, candidates }) => {
    const place = candidates.findIndex((each) => each.split(' ').at(-1) === asked.split(' ').at(-1));
    return { choice: place < 0 ? undefined : place };
  },
};

/** Two tenants, two contexts, and two questions of each, which are asked in other words too: answered, judged, rejected. */
export async function attackedWorld(sealing?: EncryptionOptions): Promise<AttackedWorld> {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const texts = new Map<string, string>();
  const vectors: VectorEntry[] = [];
  const store: ExactStore = {
    ...memoryStore({ clock }),
    read: async (name, counters) => ({
      value: name === undefined ? undefined : texts.get(name),
      counters: counters.map(() => 7),
    }),
    write: async (name, value) => {
      texts.set(name, value);
    },
  };
  const index = openIndex(vectors);
  const open = () =>
    createCache({
      memory: false,
      store,
      clock,
      ttl: lifetime,
      timeouts: patientTimeouts,
      semantic: semanticLayer({
        index,
        embedder: { id: 'letters', dimensions: 2, embed: async (all) => all.map(vectorOf) },
        verify: () => ({ verdict: 'unsure', reason: 'wording' }),
        judge,
        judgeReach: Number.POSITIVE_INFINITY,
      }),
      ...(sealing === undefined ? {} : { encryption: encryption(sealing) }),
    });
  const places = ['ann', 'bob'].flatMap((scope) => ['brief', 'long'].map((system) => ({ scope, system })));
  const all = (questions: readonly string[]) =>
    places.flatMap((place) => questions.map((question) => ({ ...place, question })));
  const cache = open();
  for (const each of all(stored)) await cache.store(request(each), textResponse(answerTo(each)));
  await cache.close();
  for (const each of all(reworded)) await cache.lookup(request(each));
  await cache.close();
  const [first, second] = await Promise.all(all(stored).map((each) => cache.lookup(request(each))));
  if (!(first && 'key' in first && second && 'key' in second)) throw new Error('nothing was stored');
  await cache.reject({ key: first.key, askedKey: second.key, scope: 'ann' });
  await cache.close();
  const [writtenTexts, writtenVectors, began] = [new Map(texts), [...vectors], time.now];
  return {
    time,
    texts,
    vectors,
    asked: all([...stored, ...reworded]),
    open,
    restore() {
      time.now = began;
      texts.clear();
      for (const [name, text] of writtenTexts) texts.set(name, text);
      vectors.splice(0, vectors.length, ...writtenVectors);
    },
  };
}

function vectorOf(text: string): Float32Array {
  return new Float32Array([1, (text.charCodeAt(text.length - 1) % 8) / 64]);
}

/** An index that gives whatever lies in it. */
function openIndex(vectors: VectorEntry[]): VectorIndex {
  return {
    name: 'open',
    capabilities: { embedder: undefined, maxPayloadBytes: 100_000 },
    upsert: async (entries) => {
      vectors.push(...entries);
    },
    query: async ({ partition, contextKey, limit }) =>
      vectors
        .filter((each) => each.partition === partition && each.contextKey === contextKey)
        .map(({ id, payload, expiresAt }): VectorMatch => ({ id, payload, expiresAt, similarity: 0.99 }))
        .slice(0, limit),
    delete: async () => {},
  };
}
