import { type Setup, type SimulatedOutcomes, simulateQuestion } from './question-simulation.ts';
import { zipf, zipfBuckets } from './seeded.ts';
import { followUpQuestions, type Traffic, wordingShares } from './traffic.ts';

export interface Service extends Traffic, Setup {
  /** `memory.maxEntries` of each process. */
  readonly memoryEntries: number;
}

export interface ServiceResult extends SimulatedOutcomes {
  readonly requestsASecond: number;
  /** Answers that are stored and have not expired. */
  readonly entries: number;
  /** Seconds without use after which an entry leaves a full memory. */
  readonly memoryIdle: number;
  /** The share of requests that come within a second after the model was called for the same question. */
  readonly withinASecond: number;
}

/** Questions of about the same rate. */
interface Rate {
  readonly questions: number;
  readonly rate: number;
}

const conversationsPerRate = 4_000;
const summed = ['memory', 'store', 'semantic', 'miss', 'judgedHits', 'judgedMisses'] as const;

/**
 * The outcomes of a whole service: each question is simulated by itself at rates a quarter apart, and the results are
 * summed over all questions of all tenants, however many. Deterministic.
 */
export function simulateService(service: Service): ServiceResult {
  const rates = ratesOf(service);
  const memoryIdle = idleTime(service, rates);
  const curve = new Map<number, SimulatedOutcomes>();
  const at = (rate: number): SimulatedOutcomes => {
    const step = Math.round(Math.log(rate) / Math.log(1.25));
    const known = curve.get(step);
    if (known !== undefined) return known;
    const simulated = simulateQuestion({
      ...service,
      rate: 1.25 ** step,
      memoryIdle,
      conversations: conversationsPerRate,
      seed: 1_000 + step,
    });
    curve.set(step, simulated);
    return simulated;
  };
  const sum = { memory: 0, store: 0, semantic: 0, miss: 0, judgedHits: 0, judgedMisses: 0 };
  let entries = 0;
  let withinASecond = 0;
  const turns = 1 + service.followUps;
  for (const { questions, rate } of rates) {
    const outcomes = at(rate);
    const share = (questions * rate) / service.conversationsASecond;
    for (const name of summed) sum[name] += share * outcomes[name];
    // What is made lives for the TTL.
    withinASecond += share * outcomes.miss * -Math.expm1(-rate);
    entries += questions * rate * turns * outcomes.miss * service.ttl;
  }
  return {
    ...sum,
    entries,
    memoryIdle,
    withinASecond,
    requestsASecond: service.conversationsASecond * turns,
  };
}

function ratesOf({ tenants, questions, exponent, conversationsASecond }: Traffic): readonly Rate[] {
  const byQuestion = zipfBuckets(questions, exponent);
  return zipfBuckets(tenants, 1).flatMap((tenant) =>
    byQuestion.map((question) => ({
      questions: tenant.count * question.count,
      rate: conversationsASecond * tenant.share * question.share,
    })),
  );
}

/**
 * How long an entry stays in a full memory without being used: the time in which as many different ones are asked as fit
 * in (the characteristic time of H. Che, Y. Tung, Z. Wang: Hierarchical Web Caching Systems, IEEE JSAC 20(7), 2002).
 */
function idleTime(
  { memoryEntries, processes, paraphrased, followUps }: Service,
  rates: readonly Rate[],
): number {
  const shares = wordingShares(paraphrased);
  const next = zipf(followUpQuestions, 1);
  const parts = shares.flatMap((share) => [share, ...next.map((each) => share * each * followUps)]);
  const distinctWithin = (time: number) =>
    rates.reduce(
      (sum, { questions, rate }) =>
        sum + questions * parts.reduce((all, part) => all - Math.expm1((-rate * part * time) / processes), 0),
      0,
    );
  let low = 1e-3;
  let high = 1e9;
  if (distinctWithin(high) <= memoryEntries) return Number.POSITIVE_INFINITY;
  for (let step = 0; step < 60; step++) {
    const middle = Math.sqrt(low * high);
    if (distinctWithin(middle) < memoryEntries) low = middle;
    else high = middle;
  }
  return low;
}
