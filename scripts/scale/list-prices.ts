/**
 * List prices in US dollars and limits, pay as you go. Sources: upstash.com/docs/redis/overall/billing and
 * upstash.com/docs/vector/help/faq, both read in November 2026.
 */
export const upstash = {
  /** A Redis command, each of a pipeline's by itself. */
  command: 0.2 / 100_000,
  /** A query, an upsert, a fetch or a deletion of Upstash Vector. */
  vectorOperation: 0.4 / 100_000,
  /** A gigabyte stored for a month, of either. */
  gigabyteMonth: 0.25,
  /** A gigabyte of replies above the 200 that are free in a month. */
  gigabyteOut: 0.03,
  freeGigabytesOut: 200,
  /** Commands a second that one database takes, up to the plan of 50 GB. */
  commandsASecond: 10_000,
  /** Gigabytes that one database holds, pay as you go. */
  gigabytes: 100,
  /** The largest plan with a fixed price: dollars a month, its gigabytes and its commands a second. */
  fixed: { price: 1_500, gigabytes: 500, commandsASecond: 16_000 },
} as const;

/** Models by the price of their tokens, from the package's own table. */
export const models = ['gpt-6-luna', 'gpt-5-nano', 'gpt-5-mini', 'gpt-5', 'gpt-5.5'] as const;
/** What a call of the model reads and writes in this study: a short system text, a question, a paragraph. */
export const call = { inputTokens: 600, outputTokens: 120 } as const;

export const secondsAMonth = 30 * 86_400;
