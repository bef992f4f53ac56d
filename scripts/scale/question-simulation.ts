import { exponential, seeded } from './seeded.ts';
import { conversations, sameMeaning, type Traffic, wordings } from './traffic.ts';

/** How the cache is set up. Times are in seconds. */
export interface Setup {
  /** Processes that answer, each with a memory of its own; requests come to any of them. */
  readonly processes: number;
  /** Whether there is a store that they share. */
  readonly store: boolean;
  readonly ttl: number;
  /** `memory.recheck`: how long a process serves from memory after its last read of the store for the tenant. */
  readonly recheck: number;
  /** The share of pairs of wordings that are served by meaning; 0 for no semantic layer. */
  readonly recall: number;
  /** How often a deploy empties all memories. `Infinity`: never. */
  readonly deployEvery: number;
}

/** The share of requests with each outcome; the sum is 1. */
export interface Outcomes {
  readonly memory: number;
  readonly store: number;
  readonly semantic: number;
  readonly miss: number;
}

export interface SimulatedOutcomes extends Outcomes {
  /** The share of requests for which a judge is asked about wordings of the same question: what it says is remembered. */
  readonly judgedHits: number;
  readonly judgedMisses: number;
}

export interface QuestionOptions extends Omit<Setup, 'recheck'>, Pick<Traffic, 'paraphrased' | 'followUps'> {
  /** Conversations about this question in a second, over all processes. */
  readonly rate: number;
  /** After this many seconds without a use, an entry of memory has made room for others. */
  readonly memoryIdle: number;
  /** Conversations that are simulated. */
  readonly conversations: number;
  readonly seed: number;
}

interface Entry {
  readonly answer: number;
  readonly expires: number;
  /** When each process used its own copy last. */
  readonly copies: Map<number, number>;
  used: number;
}

/**
 * Simulates one question of one tenant by itself. In a store without a bound that is what happens to it, whatever else is
 * asked; what others do to it in a memory that is full is `memoryIdle`. With a store, `memory` is what the process that was
 * asked holds a copy of: whether it may serve that without asking depends on what else is asked.
 */
export function simulateQuestion(options: QuestionOptions): SimulatedOutcomes {
  const { processes, store, ttl, recall, deployEvery, rate, memoryIdle } = options;
  const random = seeded(options.seed);
  const draw = conversations(options);
  const counts = { memory: 0, store: 0, semantic: 0, miss: 0 };
  const judged = { ...counts };
  /** By wording, or by wording, answer and what is asked next; without a store each process has its own. */
  const entries = new Map<string, Entry>();
  let answers = 0;
  let now = 0;

  const live = (name: string): Entry | undefined => {
    const entry = entries.get(name);
    if (entry === undefined || entry.expires <= now) return undefined;
    return !store && isLost(entry.used) ? undefined : entry;
  };
  const isLost = (used: number) => now - used > memoryIdle || deploysBetween(used, now);
  const deploysBetween = (from: number, to: number) =>
    Math.floor(from / deployEvery) !== Math.floor(to / deployEvery);

  const serve = (entry: Entry, process: number): 'memory' | 'store' => {
    entry.used = now;
    if (!store) return 'memory';
    const used = entry.copies.get(process);
    entry.copies.set(process, now);
    return used === undefined || isLost(used) ? 'store' : 'memory';
  };

  /** Pairs of a wording and an answer that were compared before. */
  const compared = new Set<string>();

  const near = (place: string, wording: number) => {
    let judged = false;
    for (let other = 0; recall > 0 && other < wordings; other++) {
      const entry = other === wording ? undefined : live(`${place}${other}`);
      if (entry === undefined) continue;
      const pair = `${wording} ${entry.answer}`;
      judged ||= !compared.has(pair);
      compared.add(pair);
      if (sameMeaning(wording, other, recall)) return { entry, judged };
    }
    return { entry: undefined, judged };
  };

  const ask = (name: string, process: number, byMeaning: () => ReturnType<typeof near>) => {
    const exact = live(name);
    if (exact !== undefined) return { outcome: serve(exact, process), answer: exact.answer, judged: false };
    const { entry, judged } = byMeaning();
    if (entry !== undefined) return { outcome: 'semantic' as const, answer: entry.answer, judged };
    const answer = answers++;
    entries.set(name, { answer, expires: now + ttl, copies: new Map([[process, now]]), used: now });
    return { outcome: 'miss' as const, answer, judged };
  };

  const warmUp = options.conversations / 4;
  for (let number = 0; number < options.conversations; number++) {
    now += exponential(random, rate);
    const process = Math.floor(random() * processes);
    const place = store ? '' : `${process} `;
    const { wording, followUp } = draw(random);
    const first = ask(`${place}${wording}`, process, () => near(place, wording));
    if (number >= warmUp) {
      counts[first.outcome]++;
      if (first.judged) judged[first.outcome]++;
    }
    if (followUp === undefined) continue;
    // Any process may be asked next.
    const second = Math.floor(random() * processes);
    const name = `${store ? '' : `${second} `}${wording} ${first.answer} ${followUp}`;
    const { outcome } = ask(name, second, () => ({ entry: undefined, judged: false }));
    if (number >= warmUp) counts[outcome]++;
    if (entries.size > 50_000) forget(entries, now);
  }
  const total = counts.memory + counts.store + counts.semantic + counts.miss;
  return {
    ...sharesOf(counts),
    judgedHits: judged.semantic / total,
    judgedMisses: judged.miss / total,
  };
}

/** Of so many of each outcome, the shares of all. */
export function sharesOf({ memory, store, semantic, miss }: Outcomes): Outcomes {
  const total = memory + store + semantic + miss;
  return { memory: memory / total, store: store / total, semantic: semantic / total, miss: miss / total };
}

function forget(entries: Map<string, Entry>, now: number): void {
  for (const [name, { expires }] of entries) if (expires <= now) entries.delete(name);
}
