import { tool } from 'ai';
import { z } from 'zod';

/** Runs at once. On a warm answer it runs again: a cached call is a call, not its result. */
const weather = tool({
  description: 'The weather in a city, now.',
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => ({ city, celsius: 18, summary: `It is 18 °C and partly cloudy in ${city}.` }),
});

/** Asks before it runs: also when the call that asks came from the cache. */
const refund = tool({
  description: 'Refunds an order.',
  inputSchema: z.object({ order: z.string() }),
  needsApproval: true,
  execute: async ({ order }) => ({ order, summary: `Order ${order} was refunded.` }),
});

export const tools = { weather, refund };
