import { builtinPrices } from '../../src/prices/builtin-prices.ts';
import { call, secondsAMonth, upstash } from './list-prices.ts';
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
}

/** Dollars of one call of a model. */
export function priceOf(model: string): number {
  const price = builtinPrices.price('openai', model);
  if (price === undefined) throw new Error(`${model} has no price.`);
  return (call.inputTokens * price.input + call.outputTokens * price.output) / 1e6;
}

export function economicsOf(result: ServiceResult, costs: Costs, byMeaning: boolean): Economics {
  const { exact, semantic, entryBytes, vectorBytes } = costs;
  const parts: readonly (readonly [share: number, cost: Cost])[] = byMeaning
    ? [
        [result.memory, semantic.memory],
        [result.store, semantic.store],
        [result.semantic, semantic.semantic],
        [result.miss, semantic.miss],
      ]
    : [
        [result.memory, exact.memory],
        [result.store, exact.store],
        [result.miss, exact.miss],
      ];
  const commands = 1e6 * parts.reduce((sum, [share, cost]) => sum + share * cost.commands, 0);
  const vectorOperations = 1e6 * parts.reduce((sum, [share, cost]) => sum + share * cost.vectorOperations, 0);
  const storedGigabytes = (result.entries * (entryBytes + (byMeaning ? vectorBytes : 0))) / 1e9;
  const millionsAMonth = (result.requestsASecond * secondsAMonth) / 1e6;
  return {
    commands,
    vectorOperations,
    operations: commands * upstash.command + vectorOperations * upstash.vectorOperation,
    storage: (storedGigabytes * upstash.gigabyteMonth) / millionsAMonth,
    storedGigabytes,
  };
}

/** The share of hits above which the exact layers save more than their commands cost. */
export function breakEven(model: string, { exact }: Costs): number {
  const miss = exact.miss.commands * upstash.command;
  const hit = exact.store.commands * upstash.command;
  return miss / (priceOf(model) + miss - hit);
}

/** The share of hits by meaning above which they save more than the semantic layer costs on all requests that get to it. */
export function semanticBreakEven(model: string, { exact, semantic }: Costs): number {
  const dollars = ({ commands, vectorOperations }: Cost) =>
    commands * upstash.command + vectorOperations * upstash.vectorOperation;
  const more = dollars(semantic.miss) - dollars(exact.miss);
  const saved = priceOf(model) + dollars(semantic.miss) - dollars(semantic.semantic);
  return more / saved;
}

/** Round trips that a request waits for, as `test/countables` and `test/semantic/layer/round-trips.test.ts` hold them. */
export const trips = {
  exact: { memory: 0, store: 1, semantic: 0, miss: 1 },
  semantic: { memory: 0, store: 1, semantic: 2, miss: 2 },
  queryAhead: { memory: 0, store: 1, semantic: 1, miss: 1 },
} as const;

/** Mean milliseconds of a request, with a model and a store that are so far away. */
export function meanLatency(
  result: ServiceResult,
  way: keyof typeof trips,
  distance: number,
  model: number,
): number {
  const count = trips[way];
  const waited =
    result.memory * count.memory +
    result.store * count.store +
    result.semantic * count.semantic +
    result.miss * count.miss;
  return waited * distance + result.miss * model;
}
