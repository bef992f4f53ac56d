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

/** Questions of a tenant with about the same rate, in conversations a second. */
interface Rate {
  readonly questions: number;
  readonly rate: number;
}

/** Tenants of about the same rate. */
interface TenantRate {
  readonly tenants: number;
  readonly rate: number;
  readonly questions: readonly Rate[];
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
  for (const tenant of rates) {
    const ofTenant = { ...sum, memory: 0, store: 0 };
    for (const { questions, rate } of tenant.questions) {
      const outcomes = at(rate);
      const all = tenant.tenants * questions;
      const share = (all * rate) / service.conversationsASecond;
      for (const name of summed) {
        if (name === 'memory' || name === 'store') ofTenant[name] += share * outcomes[name];
        else sum[name] += share * outcomes[name];
      }
      // What is made lives for the TTL.
      withinASecond += share * outcomes.miss * -Math.expm1(-rate);
      entries += all * rate * turns * outcomes.miss * service.ttl;
    }
    const share = (tenant.tenants * tenant.rate) / service.conversationsASecond;
    const held = ofTenant.memory / share;
    const proved = service.store ? provedShare(service, tenant.rate * turns, held) : 1;
    sum.memory += ofTenant.memory * proved;
    sum.store += ofTenant.store + ofTenant.memory * (1 - proved);
  }
  return {
    ...sum,
    entries,
    memoryIdle,
    withinASecond,
    requestsASecond: service.conversationsASecond * turns,
  };
}

/**
 * The share of what a process holds that it may serve without asking: it does so for `recheck` after each read of the store
 * for this tenant, and whatever it doesn't hold is such a read. The mean of a time that begins anew at each event of a
 * Poisson process, until none came for so long, is (e^(rate * recheck) - 1) / rate.
 * @param rate requests of the tenant a second, over all processes.
 * @param held the share of them that the process asked holds.
 */
function provedShare({ recheck, processes }: Service, rate: number, held: number): number {
  const asked = rate / processes;
  const reads = asked * (1 - held);
  const proved = reads * recheck < 1e-6 ? recheck : Math.expm1(Math.min(reads * recheck, 700)) / reads;
  return proved / (proved + 1 / asked);
}

function ratesOf({ tenants, questions, exponent, conversationsASecond }: Traffic): readonly TenantRate[] {
  const byQuestion = zipfBuckets(questions, exponent);
  return zipfBuckets(tenants, 1).map((tenant) => {
    const rate = conversationsASecond * tenant.share;
    return {
      tenants: tenant.count,
      rate,
      questions: byQuestion.map(({ count, share }) => ({ questions: count, rate: rate * share })),
    };
  });
}

/**
 * How long an entry stays in a full memory without being used: the time in which as many different ones are asked as fit
 * in (the characteristic time of H. Che, Y. Tung, Z. Wang: Hierarchical Web Caching Systems, IEEE JSAC 20(7), 2002).
 */
function idleTime(
  { memoryEntries, processes, paraphrased, followUps }: Service,
  rates: readonly TenantRate[],
): number {
  const shares = wordingShares(paraphrased);
  const next = zipf(followUpQuestions, 1);
  const parts = shares.flatMap((share) => [share, ...next.map((each) => share * each * followUps)]);
  const distinctWithin = (time: number) =>
    rates
      .flatMap(({ tenants, questions }) =>
        questions.map((each) => ({ ...each, count: tenants * each.questions })),
      )
      .reduce(
        (sum, { count, rate }) =>
          sum + count * parts.reduce((all, part) => all - Math.expm1((-rate * part * time) / processes), 0),
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
