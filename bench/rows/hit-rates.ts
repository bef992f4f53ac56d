import { Redis } from '@upstash/redis';
import { type LanguageModelMiddleware, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import { upstashRedis } from 'reprise/upstash';
import { remoteUpstash } from '../run/remote-upstash.ts';
import type { Role, Row } from '../run/row.ts';
import { median } from '../run/statistics.ts';
import { callOptions, model } from '../run/workload.ts';
import { recipe } from '../subjects/recipe.ts';

const rates = [0.5, 0.8, 0.95];
const requests = 200;
const atOnce = 40;
const distance = 30;
const latency = { fastest: 500, slowest: 3_000 };
/** Dollars a call: 600 tokens in and 120 out at the list price of GPT-5 mini, September 2026. */
const priceOfCall = (600 * 0.25 + 120 * 2) / 1e6;

export const row: Row = {
  title: `Hit rates over a model that takes ${latency.fastest} to ${latency.slowest} ms, Upstash ${distance} ms away`,
  columns: rates.flatMap((rate) => [
    { name: `${100 * rate}% hits: mean`, unit: 'ms' as const },
    { name: `${100 * rate}%: median of a hit`, unit: 'ms' as const },
    { name: `${100 * rate}%: a million requests`, unit: '$' as const },
  ]),
  rounds: 1,
  warmUp: 0,
  processes: 1,
  note: `${requests} requests at each rate, ${atOnce} at once, by the wall clock, none from a memory; the model really waits, evenly between its bounds. Money: 600 tokens in and 120 out for each call of the model at the list price of GPT-5 mini ($0.25 and $2 a million). Limit: no cache, so that below 1x is what a cache is for.`,
  async prepare() {
    const { redis, setLatency } = await remoteUpstash();
    await setLatency(distance);
    const timeouts = { read: '10s', write: '10s' } as const;
    const cache = createCache({ memory: false, store: upstashRedis(redis), timeouts });
    const subjects: readonly {
      readonly name: string;
      readonly role: Role;
      readonly middleware: LanguageModelMiddleware[];
    }[] = [
      { name: 'no cache', role: 'limit', middleware: [] },
      { name: 'reprise', role: 'reprise', middleware: [cacheMiddleware(cache)] },
      { name: 'recipe + @upstash/redis', role: 'peer', middleware: [recipe(new Redis(redis))] },
    ];
    return subjects.map(({ name, role, middleware }) => ({
      name,
      role,
      async round() {
        const values: (number | undefined)[] = [];
        for (const rate of rates) values.push(...(await atRate(`${name} ${rate}`, rate, middleware)));
        return values;
      },
    }));
  },
};

/** Mean latency, the median of hits, and what the model costs for a million requests, when so many were asked before. */
async function atRate(name: string, rate: number, middleware: LanguageModelMiddleware[]) {
  const known = Math.round(requests * rate);
  const quick = wrapLanguageModel({ model: model(), middleware });
  await Promise.all(
    Array.from({ length: known }, async (_, index) => quick.doGenerate(requestOf(name, index))),
  );
  // Behind the write of the last of them.
  await new Promise((resolve) => setTimeout(resolve, 500));

  const slow = model();
  const answers = slow.doGenerate.bind(slow);
  slow.doGenerate = async (options) => {
    const share = ((slow.calls * 7_919) % 1_000) / 1_000;
    const wait = latency.fastest + share * (latency.slowest - latency.fastest);
    await new Promise((resolve) => setTimeout(resolve, wait));
    return answers(options);
  };
  const wrapped = wrapLanguageModel({ model: slow, middleware });
  const hits: number[] = [];
  const all: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < requests) {
        // Hits and misses mixed, in the same order for all.
        const index = (next++ * 37) % requests;
        const started = performance.now();
        await wrapped.doGenerate(requestOf(name, index));
        const time = performance.now() - started;
        all.push(time);
        if (index < known && middleware.length > 0) hits.push(time);
      }
    }),
  );
  const mean = all.reduce((sum, time) => sum + time, 0) / all.length;
  return [mean, hits.length === 0 ? undefined : median(hits), (1e6 * priceOfCall * slow.calls) / requests];
}

function requestOf(name: string, index: number): ReturnType<typeof callOptions> {
  return callOptions(2_500, `When is order ${index} of ${name} due?`);
}
