import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CacheRequest,
  createCache,
  type ResponseCache,
  responseText,
  textResponse,
} from '../../src/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { type StoreFaults, withFaults } from '../../src/testing/index.ts';

const RECHECK = 100;
const WHILE_UNAVAILABLE = 400;
const TTL = 1_000;
const STALE = 500;
const RULED_TTL = 200;

const rules = [
  { matching: /weather/, ttl: RULED_TTL },
  { on: 'priced', matching: /price/ },
  { on: 'moved', tags: ({ tag }: Readonly<Record<string, unknown>>) => [String(tag)] },
];

/** A request of the small world in which everything collides with everything. */
interface Subject {
  readonly question: string;
  readonly scope: string | undefined;
  readonly model: string;
  readonly tags: readonly string[];
}

/** What invalidates: each has a time for its last invalidation, in the order of the steps. */
const dependencies = ({ question, scope, model, tags }: Subject): readonly string[] => [
  // What has no scope is none of the empty one.
  scope === undefined ? 'unscoped' : `scope ${scope}`,
  `model ${model}`,
  ...tags.map((tag) => `tag ${tag}`),
  ...(/price/.test(question) ? ['tag event:priced'] : []),
  `question ${question}`,
  keyed({ question, scope, model }),
];

const keyed = ({ question, scope, model }: Omit<Subject, 'tags'>) => `key ${question} ${scope} ${model}`;

const subject = fc.record<Subject>({
  question: fc.constantFrom('The price?', 'The weather?', 'The colour?'),
  scope: fc.constantFrom(undefined, undefined, undefined, 'a', ''),
  model: fc.constantFrom('small', 'small', 'small', 'large'),
  tags: fc.constantFrom<readonly string[]>([], [], ['x'], ['x', 'y']),
});
const process = fc.constantFrom(0, 1);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('store' as const), process, subject }) },
  { weight: 16, arbitrary: fc.record({ do: fc.constant('look' as const), process, subject }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      process,
      subject,
      overtaken: fc.constantFrom<'model' | 'matching' | undefined>(
        undefined,
        undefined,
        undefined,
        'model',
        'matching',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('invalidate' as const),
      process,
      what: fc.constantFrom(
        'tag x',
        'tag y',
        'scope a',
        'scope ',
        'model small',
        'tag event:priced',
        'matching',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('emit' as const),
      process,
      event: fc.constantFrom('priced', 'moved'),
      tag: fc.constantFrom('x', 'y'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), process, subject }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), process, away: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(1, 1, 50, 50, RECHECK, RULED_TTL, 600, TTL),
    }),
  },
);

const requestOf = ({ question, scope, model, tags }: Subject): CacheRequest => ({
  provider: 'openai',
  question,
  model,
  tags,
  ...(scope === undefined ? {} : { scope }),
});

/** The plain model: what was said when, and what was invalidated when, by whom. */
class PlainModel {
  readonly #invalidated: {
    readonly what: string;
    readonly at: number;
    readonly by: number;
    readonly order: number;
    readonly done: boolean;
  }[] = [];
  readonly #away = new Set<number>();
  readonly #everAway = new Set<number>();
  #order = 0;

  next(): number {
    return ++this.#order;
  }

  /** @param done whether the store took it; if not, only the process that asked for it knows. */
  invalidate(what: string, at: number, by: number, done: boolean): void {
    this.#invalidated.push({ what, at, by, order: this.next(), done });
  }

  /** What a process wanted while its store was away is its user's to repeat once that is back. */
  cut(process: number, away: boolean): void {
    if (away) this.#everAway.add(process);
    if (away) this.#away.add(process);
    else this.#away.delete(process);
  }

  /** Whether an answer of this order may be served to a process now: other processes may be late by the bound. */
  allows(dependsOn: readonly string[], order: number, now: number, reader: number): boolean {
    const bound = this.#everAway.has(reader) ? WHILE_UNAVAILABLE : RECHECK;
    return this.#invalidated.every(
      (each) =>
        each.order < order ||
        !dependsOn.includes(each.what) ||
        (each.by !== reader && now - each.at < bound) ||
        (!each.done && !(each.by === reader && this.#away.has(reader))),
    );
  }
}

interface Told {
  readonly subject: Subject;
  readonly order: number;
  readonly at: number;
}

async function run(
  steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[],
  semantics: { stale: boolean; limit: boolean; outages: boolean },
) {
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const store = memoryStore({ clock });
  const faults: readonly StoreFaults[] = [{}, {}];
  const make = (own: StoreFaults): ResponseCache =>
    createCache({
      clock,
      store: withFaults(store, own),
      rules,
      ttl: TTL,
      memory: { recheck: RECHECK, ...(semantics.outages ? { whileUnavailable: WHILE_UNAVAILABLE } : {}) },
      ...(semantics.stale ? { staleWhileRevalidate: STALE } : {}),
      ...(semantics.limit ? { maxEntries: 5 } : {}),
    });
  const caches = [make(faults[0] ?? {}), make(faults[1] ?? {})] as const;
  const plain = new PlainModel();
  const told = new Map<string, Told>();
  const say = (about: Subject): string => {
    const text = `answer ${told.size}`;
    told.set(text, { subject: about, order: plain.next(), at: time.now });
    return text;
  };
  let hits = 0;

  const check = (asked: Subject, reader: number, status: string, text: string): void => {
    const answer = told.get(text);
    if (answer === undefined) throw new Error(`nobody said "${text}"`);
    const { question, scope, model } = answer.subject;
    expect({ question, scope, model }).toEqual({
      question: asked.question,
      scope: asked.scope,
      model: asked.model,
    });
    expect(asked.tags.every((tag) => answer.subject.tags.includes(tag))).toBe(true);
    const ttl = /weather/.test(question) ? RULED_TTL : TTL;
    const age = time.now - answer.at;
    expect(age).toBeLessThan(ttl + (semantics.stale ? STALE : 0));
    expect(status).toBe(age < ttl ? 'hit' : 'stale');
    expect(plain.allows(dependencies(answer.subject), answer.order, time.now, reader)).toBe(true);
    hits++;
  };

  const invalidate = async (what: string, by: number): Promise<void> => {
    const cache = caches[by] ?? caches[0];
    const [kind, name = ''] = [what.split(' ')[0], what.slice(what.indexOf(' ') + 1)];
    if (what === 'matching') {
      // A scan reaches what other processes have stored: their writes on their way are waited for, as an administrator
      // would. Its own process's it waits for itself.
      await Promise.all(caches.map((each) => (each === cache ? undefined : each.close())));
      const { done } = await cache.invalidate({ matching: /colour/ });
      plain.invalidate('question The colour?', time.now, by, done);
    } else {
      const { done } = await cache.invalidate(
        kind === 'tag' ? { tags: [name] } : kind === 'scope' ? { scope: name } : { model: name },
      );
      plain.invalidate(what, time.now, by, done);
    }
  };

  for (const each of steps) {
    switch (each.do) {
      case 'wait':
        time.now += each.milliseconds;
        break;
      case 'store': {
        const cache = caches[each.process === 0 ? 0 : 1];
        await cache.store(requestOf(each.subject), textResponse(say(each.subject)));
        break;
      }
      case 'look': {
        const found = await caches[each.process === 0 ? 0 : 1].lookup(requestOf(each.subject));
        if (found.status === 'hit' || found.status === 'stale')
          check(each.subject, each.process, found.status, responseText(found.response));
        break;
      }
      case 'ask': {
        const cache = caches[each.process === 0 ? 0 : 1];
        const result = await cache.getOrSet(requestOf(each.subject), async () => {
          const text = say(each.subject);
          if (each.overtaken === 'model') await invalidate(`model ${each.subject.model}`, 1 - each.process);
          // Of a scan in another process, the one that makes an answer may not have heard yet.
          if (each.overtaken === 'matching') await invalidate('matching', each.process);
          return textResponse(text);
        });
        if (result.status === 'hit' || result.status === 'stale')
          check(each.subject, each.process, result.status, responseText(result.response));
        if (result.status === 'stale') await cache.close();
        break;
      }
      case 'invalidate':
        await invalidate(each.what, each.process);
        break;
      case 'emit': {
        const { done } = await caches[each.process === 0 ? 0 : 1].emit(each.event, { tag: each.tag });
        const what = each.event === 'priced' ? 'tag event:priced' : `tag ${each.tag}`;
        plain.invalidate(what, time.now, each.process, done);
        break;
      }
      case 'forget': {
        const cache = caches[each.process === 0 ? 0 : 1];
        const found = await cache.lookup(requestOf(each.subject));
        if (!('key' in found)) throw new Error('a bypass');
        const { done } = await cache.invalidate({ key: found.key });
        plain.invalidate(keyed(each.subject), time.now, each.process, done);
        break;
      }
      case 'cut': {
        if (!semantics.outages) break;
        const plan = each.away ? { kind: 'reject' as const } : undefined;
        const own = faults[each.process];
        for (const name of ['read', 'write', 'delete', 'increment', 'scan'] as const)
          if (own !== undefined) own[name] = plan;
        plain.cut(each.process, each.away);
        break;
      }
    }
  }
  await Promise.all(caches.map((cache) => cache.close()));
  return hits;
}

describe('two caches over one store, against a plain model', () => {
  it.each([
    { stale: false, limit: false, outages: false },
    { stale: true, limit: false, outages: false },
    { stale: true, limit: true, outages: false },
    { stale: true, limit: false, outages: true },
  ])('serve no stale and no foreign answer, whatever happens in whatever order (%j)', async (options) => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 120 }), async (steps) => {
        hits += await run(steps, options);
      }),
      { numRuns: 100 },
    );
    // A cache that never hits would pass: it has to serve, and rightly.
    expect(hits).toBeGreaterThan(150);
  });
});
