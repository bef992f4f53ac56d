import type { ExactStore } from '../../src/contracts/index.ts';
import { createCache } from '../../src/create-cache.ts';
import { textResponse } from '../../src/index.ts';
import { memoryIndex, memoryStore } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { type Outcomes, sharesOf } from './question-simulation.ts';
import { drawer, exponential, seeded, zipf } from './seeded.ts';
import type { Service } from './service-simulation.ts';
import { conversations, sameMeaning } from './traffic.ts';

export interface RealRunOptions {
  /** Conversations that are counted: those of the first TTL warm up, and are not. */
  readonly conversations: number;
  readonly seed: number;
}

const dimensions = 64;

/**
 * The same traffic through the library itself: as many caches as processes, over one store and one index, by a clock that
 * the traffic sets. Nothing waits, and whatever the library does in the background is done ahead of the next request.
 */
export async function realRun(
  service: Service,
  { conversations: count, seed }: RealRunOptions,
): Promise<Outcomes> {
  const time = { now: 1_800_000_000_000 };
  const clock = () => time.now;
  const pending: Promise<unknown>[] = [];
  const inner = memoryStore({ clock, maxEntries: 1_000_000, maxBytes: 2_000_000_000 });
  const reads = { count: 0 };
  const store: ExactStore = {
    ...inner,
    read(...call) {
      reads.count++;
      return inner.read(...call);
    },
  };
  const index = memoryIndex({ clock, maxEntries: 1_000_000 });
  const milliseconds = (seconds: number) => Math.min(seconds * 1_000, 1e12);
  const open = () =>
    createCache({
      clock,
      ttl: milliseconds(service.ttl),
      memory: { maxEntries: service.memoryEntries, recheck: milliseconds(service.recheck) },
      waitUntil: (work) => void pending.push(work),
      ...(service.store ? { store } : {}),
      ...(service.recall === 0
        ? {}
        : {
            semantic: semanticLayer({ index, embedder, verify: verifyWith(service.recall), candidates: 100 }),
          }),
    });
  const start = () => Array.from({ length: service.processes }, open);
  let caches = start();
  let deploys = 0;

  const random = seeded(seed);
  const draw = conversations(service);
  const drawTenant = drawer(zipf(service.tenants, 1));
  const drawQuestion = drawer(zipf(service.questions, service.exponent));
  const counts = { memory: 0, store: 0, semantic: 0, miss: 0 };
  let answers = 0;
  let elapsed = 0;

  const ask = async (scope: string, question: string, context: readonly string[], counted: boolean) => {
    const cache = caches[Math.floor(random() * caches.length)];
    if (cache === undefined) throw new Error('There is no process.');
    const request = { provider: 'scale', model: 'scale-1', scope, question, context };
    const before = reads.count;
    const { status, response, ...found } = await cache.getOrSet(request, async () =>
      textResponse(`Answer ${answers++}`),
    );
    // An entry of memory that had to be checked with the store counts as the store's: it cost the same trip.
    const checked = reads.count > before;
    await Promise.all(pending.splice(0));
    const layer = status === 'hit' && 'layer' in found ? found.layer : 'miss';
    if (counted) counts[layer === 'memory' && checked ? 'store' : layer]++;
    const [part] = response.parts;
    return part?.type === 'text' ? part.text : '';
  };

  let counting = 0;
  while (counting < count) {
    elapsed += exponential(random, service.conversationsASecond);
    time.now = 1_800_000_000_000 + Math.round(elapsed * 1_000);
    if (Math.floor(elapsed / service.deployEvery) > deploys) {
      deploys = Math.floor(elapsed / service.deployEvery);
      caches = start();
    }
    const scope = `tenant-${drawTenant(random)}`;
    const question = drawQuestion(random);
    const { wording, followUp } = draw(random);
    // What is counted begins when the first answers have come to the end of their time.
    const counted = elapsed > service.ttl;
    if (counted) counting++;
    const text = `${question} ${wording}`;
    const answer = await ask(scope, text, [], counted);
    if (followUp !== undefined) await ask(scope, `next ${followUp}`, [text, answer], counted);
  }
  return sharesOf(counts);
}

/** All wordings of a question are near each other, and far from those of others. */
const embedder = {
  id: 'scale',
  dimensions,
  embed: async (texts: readonly string[]) =>
    texts.map((text) => {
      const [question = ''] = text.split(' ');
      const random = seeded(
        question === 'next' ? text.length * 7_919 + Number(text.slice(5)) : Number(question),
      );
      return Float32Array.from({ length: dimensions }, () => random() - 0.5);
    }),
};

function verifyWith(recall: number) {
  return ({ cached, asked }: { readonly cached: string; readonly asked: string }) => {
    const [question, wording] = cached.split(' ');
    const [other, otherWording] = asked.split(' ');
    const same =
      question !== 'next' && question === other && sameMeaning(Number(wording), Number(otherWording), recall);
    return same ? ({ verdict: 'same' } as const) : ({ verdict: 'unsure', reason: 'wording' } as const);
  };
}
