/**
 * List prices in US dollars and limits, pay as you go. Sources: upstash.com/docs/redis/overall/billing and
 * upstash.com/docs/vector/overall/pricing, both read in November 2026.
 */
export const upstash = {
  /** A Redis command, each of a pipeline's by itself. */
  command: 0.2 / 100_000,
  /** A query, a fetch, or one vector of an upsert or a deletion. */
  vectorOperation: 0.4 / 100_000,
  /** A gigabyte stored for a month, of either. */
  gigabyteMonth: 0.25,
  /** A gigabyte of replies above the 200 that are free in a month. */
  gigabyteOut: 0.03,
  freeGigabytesOut: 200,
  /** Commands a second that one database takes, pay as you go. */
  commandsASecond: 10_000,
  /** Gigabytes that one database holds, pay as you go. */
  gigabytes: 100,
  /** Vectors times dimensions that one index holds, pay as you go. */
  vectorDimensions: 2e9,
  /** Commands a month of the free plan, which holds 256 MB. */
  freeCommands: 500_000,
} as const;

export interface FixedPlan {
  /** Dollars a month for one region. */
  readonly price: number;
  readonly gigabytes: number;
  readonly gigabytesOut: number;
  readonly commandsASecond: number;
}

/** Plans with a fixed price, whatever the number of commands. Source: as above. */
export const fixedPlans: readonly FixedPlan[] = [
  { price: 10, gigabytes: 0.25, gigabytesOut: 50, commandsASecond: 10_000 },
  { price: 20, gigabytes: 1, gigabytesOut: 100, commandsASecond: 10_000 },
  { price: 100, gigabytes: 5, gigabytesOut: 500, commandsASecond: 10_000 },
  { price: 200, gigabytes: 10, gigabytesOut: 1_000, commandsASecond: 10_000 },
  { price: 400, gigabytes: 50, gigabytesOut: 5_000, commandsASecond: 10_000 },
  { price: 800, gigabytes: 100, gigabytesOut: 10_000, commandsASecond: 16_000 },
  { price: 1_500, gigabytes: 500, gigabytesOut: 20_000, commandsASecond: 16_000 },
];

/** Models by the price of their tokens, from the package's own table. */
export const models = ['gpt-6-luna', 'gpt-5-nano', 'gpt-5-mini', 'gpt-5', 'gpt-5.5'] as const;
export const judgeModel = 'gpt-4.1-nano';
/** Tokens that a call of the model reads and writes in this study: a short system text, a question, a paragraph. */
export const call = { input: 600, output: 120 } as const;

export const secondsAMonth = 30 * 86_400;
