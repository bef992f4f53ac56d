import { builtinPrices } from '../../src/prices/builtin-prices.ts';
import { call, fixedPlans, judgeModel, secondsAMonth, upstash } from './list-prices.ts';
import type { Cost, Costs } from './measured-costs.ts';
import type { ServiceResult } from './service-simulation.ts';

/** What a million requests cost and save, in US dollars, and what they ask of Upstash. */
export interface Economics {
  readonly commands: number;
  readonly vectorOperations: number;
  /** Commands and vector operations at list price. */
  readonly operations: number;
  /** A month's storage, shared out over a month's requests. */
  readonly storage: number;
  readonly storedGigabytes: number;
  /** The same without vectors: what Redis holds. */
  readonly redisGigabytes: number;
  /** What a judge costs: for wordings of one question alone, and if it is asked whenever the exact layers miss. */
  readonly judge: { readonly least: number; readonly most: number };
}

/** Dollars of one call of a model. */
export function priceOf(model: string, tokens: { input: number; output: number } = call): number {
  const price = builtinPrices.price('openai', model);
  if (price === undefined) throw new Error(`${model} has no price.`);
  return (tokens.input * price.input + tokens.output * price.output) / 1e6;
}

function dollars({ commands, vectorOperations }: Cost): number {
  return commands * upstash.command + vectorOperations * upstash.vectorOperation;
}

export function economicsOf(result: ServiceResult, costs: Costs, way: 'exact' | 'judge'): Economics {
  const { exact, semantic, judged, entryBytes, vectorBytes } = costs;
  const { memory, store, miss, judgedHits, judgedMisses } = result;
  const parts: readonly (readonly [share: number, cost: Cost])[] =
    way === 'exact'
      ? [
          [memory, exact.memory],
          [store, exact.store],
          [miss, exact.miss],
        ]
      : [
          [memory, semantic.memory],
          [store, semantic.store],
          [result.semantic - judgedHits, semantic.remembered],
          [judgedHits, judged.hit],
          [miss - judgedMisses, semantic.miss],
          [judgedMisses, judged.miss],
        ];
  const sum = (of: keyof Cost) => 1e6 * parts.reduce((all, [share, cost]) => all + share * cost[of], 0);
  const cost = { commands: sum('commands'), vectorOperations: sum('vectorOperations') };
  const redisGigabytes = (result.entries * entryBytes) / 1e9;
  const storedGigabytes = redisGigabytes + (way === 'judge' ? (result.entries * vectorBytes) / 1e9 : 0);
  const judgement = way === 'judge' ? 1e6 * priceOf(judgeModel, costs.judgeTokens) : 0;
  return {
    ...cost,
    operations: dollars(cost),
    storage: (storedGigabytes * upstash.gigabyteMonth) / millionsAMonth(result),
    storedGigabytes,
    redisGigabytes,
    judge: { least: judgement * (judgedHits + judgedMisses), most: judgement * (judgedHits + miss) },
  };
}

export function millionsAMonth({ requestsASecond }: ServiceResult): number {
  return (requestsASecond * secondsAMonth) / 1e6;
}

/** Dollars a month for the exact layers: pay as you go, and the cheapest of the plans with a fixed price, of one or more databases. */
export function monthOf(result: ServiceResult, costs: Costs) {
  const { commands, operations, redisGigabytes } = economicsOf(result, costs, 'exact');
  const millions = millionsAMonth(result);
  const commandsASecond = (commands / 1e6) * result.requestsASecond;
  const gigabytesOut = (result.store * millions * 1e6 * costs.entryBytes) / 1e9;
  const out = Math.max(0, gigabytesOut - upstash.freeGigabytesOut) * upstash.gigabyteOut;
  const plans = [1, 2, 3, 4, 5].flatMap((databases) => {
    const plan = fixedPlans.find(
      (each) =>
        each.gigabytes >= redisGigabytes / databases &&
        each.commandsASecond >= commandsASecond / databases &&
        each.gigabytesOut >= gigabytesOut / databases,
    );
    return plan === undefined ? [] : [{ ...plan, databases, total: databases * plan.price }];
  });
  const [plan] = plans.sort((one, other) => one.total - other.total);
  if (plan === undefined) throw new Error('Five databases are too few.');
  return {
    commandsASecond,
    redisGigabytes,
    gigabytesOut,
    payAsYouGo: operations * millions + redisGigabytes * upstash.gigabyteMonth + out,
    plan,
  };
}

/** The share of hits above which the exact layers save more than their commands cost. */
export function breakEven(model: string, { exact }: Costs): number {
  const miss = dollars(exact.miss);
  return miss / (priceOf(model) + miss - dollars(exact.store));
}

/** Dollars of a million calls of a model above which the layer of meaning saves more than it costs beside the exact ones. */
export function meaningPaysAbove(
  { exact, judge }: { readonly exact: ServiceResult; readonly judge: ServiceResult },
  costs: Costs,
): { readonly least: number; readonly most: number } {
  const before = economicsOf(exact, costs, 'exact');
  const after = economicsOf(judge, costs, 'judge');
  const more = after.operations + after.storage - before.operations - before.storage;
  const calls = exact.miss - judge.miss;
  return { least: (more + after.judge.least) / calls, most: (more + after.judge.most) / calls };
}

/** Round trips that a request waits for, as `test/countables` and `test/semantic/layer/round-trips.test.ts` hold them. */
export const trips = {
  exact: { memory: 0, store: 1, semantic: 0, miss: 1, judged: 0 },
  semantic: { memory: 0, store: 1, semantic: 2, miss: 2, judged: 1 },
  queryAhead: { memory: 0, store: 1, semantic: 1, miss: 1, judged: 1 },
} as const;

/** Milliseconds that things take. */
export interface Times {
  /** The round trip to the store and to the index. */
  readonly distance: number;
  readonly model: number;
  readonly judge: number;
}

/**
 * Mean milliseconds of a request. A judge is asked about wordings of one question alone, or, with `judgedAlways`,
 * whenever the exact layers miss.
 */
export function meanLatency(
  result: ServiceResult,
  way: keyof typeof trips,
  { distance, model, judge }: Times,
  judgedAlways = false,
): number {
  const count = trips[way];
  const judged = way === 'exact' ? 0 : result.judgedHits + (judgedAlways ? result.miss : result.judgedMisses);
  const waited =
    result.memory * count.memory +
    result.store * count.store +
    result.semantic * count.semantic +
    result.miss * count.miss +
    judged * count.judged;
  return waited * distance + result.miss * model + judged * judge;
}
