import type { Service } from './service-simulation.ts';

const day = 86_400;

/** What all services of the study have in common. */
const common = {
  exponent: 1,
  paraphrased: 0.3,
  followUps: 0.3,
  store: true,
  ttl: day,
  recheck: 1,
  recall: 0,
  deployEvery: Number.POSITIVE_INFINITY,
  memoryEntries: 10_000,
} as const;

/** From one process to a thousand; the last has some hundred million live entries. */
export const services: Readonly<Record<string, Service>> = {
  'one process': { ...common, conversationsASecond: 0.77, tenants: 1, questions: 5_000, processes: 1 },
  'a product': { ...common, conversationsASecond: 7.7, tenants: 50, questions: 5_000, processes: 5 },
  'a large product': { ...common, conversationsASecond: 77, tenants: 500, questions: 20_000, processes: 20 },
  'a platform': { ...common, conversationsASecond: 770, tenants: 5_000, questions: 50_000, processes: 100 },
  'a hyperscaler': {
    ...common,
    conversationsASecond: 7_700,
    tenants: 5_000,
    questions: 20_000,
    processes: 1_000,
  },
};

/** The share of pairs of wordings that are served: some by the guards alone, most with a judge (docs/model-card.md). */
export const recalls = { guards: 0.05, judge: 0.9 } as const;

/** Conversations of the real runs that are counted. */
export const realConversations = 6_000;

/** Small enough for the library itself: what the simulation is checked against. */
const small: Service = {
  ...common,
  conversationsASecond: 1,
  tenants: 3,
  questions: 200,
  processes: 3,
  ttl: 1_800,
  recheck: 60,
};

/** Each way that the simulation has, at a size that the library can be run at. */
export const checks: Readonly<Record<string, Service>> = {
  'a store, exact': small,
  'a store, by meaning': { ...small, recall: 0.6 },
  'no store, deploys': { ...small, store: false, deployEvery: 900 },
  'no store, memory too small': { ...small, store: false, memoryEntries: 60 },
};
