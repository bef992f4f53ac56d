/**
 * What a warm exact hit from memory adds to a call, next to canonicalising and hashing the same request, which any exact
 * cache has to do. Prompt of 2.5 KB. Run: npm run bench
 */
import { cacheMiddleware } from '../src/ai-sdk/index.ts';
import { type CacheRequest, createCache, textResponse } from '../src/index.ts';
import { writeCanonical } from '../src/request/canonical-form.ts';
import { Sha256 } from '../src/request/digest.ts';

const goal = 3;
const rounds = 150;
const callsPerRound = 100;
const warmUpRounds = 30;

const sentence = 'A refund is due within fourteen days of the return of the goods to our warehouse. ';
const system = sentence.repeat(24).slice(0, 1_900);
const question = `${sentence.repeat(8).slice(0, 590)} Is it due?`;
const answer = sentence.repeat(6);

const request: CacheRequest = {
  provider: 'openai',
  model: 'gpt-5-mini',
  context: { messages: [{ role: 'system', content: system }], settings: { maxOutputTokens: 500 } },
  question,
  temperature: 0,
  scope: 'tenant-1',
};

const params = {
  prompt: [
    { role: 'system', content: system },
    { role: 'user', content: [{ type: 'text', text: question }] },
  ],
  temperature: 0,
  maxOutputTokens: 500,
  providerOptions: { reprise: { scope: 'tenant-1' } },
};

const model = {
  specificationVersion: 'v4',
  provider: 'openai.responses',
  modelId: 'gpt-5-mini',
  supportedUrls: {},
  doGenerate: async () => ({
    content: [{ type: 'text', text: answer }],
    finishReason: { unified: 'stop', raw: 'stop' },
    usage: {
      inputTokens: { total: 600, noCache: 600, cacheRead: 0, cacheWrite: undefined },
      outputTokens: { total: 120, text: 120, reasoning: 0 },
    },
    warnings: [],
  }),
  doStream: async (): Promise<never> => {
    throw new Error('not part of this benchmark');
  },
};

interface Candidate {
  readonly name: string;
  readonly call: () => Promise<unknown>;
  /** Microseconds a call, one for each round. */
  readonly times: number[];
}

const candidate = (name: string, call: () => Promise<unknown>): Candidate => ({ name, call, times: [] });

/** Rounds take turns, so that a busy moment of the machine falls on all alike. */
async function measure(candidates: readonly Candidate[]): Promise<void> {
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    for (const { call, times } of candidates) {
      const started = performance.now();
      for (let index = 0; index < callsPerRound; index++) await call();
      const perCall = ((performance.now() - started) * 1_000) / callsPerRound;
      if (round >= warmUpRounds) times.push(perCall);
    }
  }
}

function median({ times }: Candidate): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** @returns whether the goal was met. */
function report(baseline: Candidate, hit: Candidate): boolean {
  const ratio = median(hit) / median(baseline);
  console.log(`${baseline.name.padEnd(58)} ${median(baseline).toFixed(1).padStart(8)} µs`);
  console.log(`${hit.name.padEnd(58)} ${median(hit).toFixed(1).padStart(8)} µs   ${ratio.toFixed(2)}x`);
  return ratio <= goal;
}

function digest(value: unknown): Promise<string> {
  const hash = new Sha256();
  writeCanonical(value, (text) => hash.update(text));
  return hash.digest();
}

const cache = createCache();
const generate = async () => textResponse(answer);
await cache.getOrSet(request, generate);
const { wrapGenerate } = cacheMiddleware(cache);
const callModel = () => model.doGenerate();
const throughMiddleware = () =>
  wrapGenerate({ model, params, doGenerate: callModel, doStream: model.doStream } as never);
await throughMiddleware();

const hashRequest = candidate('canonicalise and hash the request', () => digest(request));
const hitRequest = candidate('getOrSet, warm hit from memory', () => cache.getOrSet(request, generate));
const hashParams = candidate('canonicalise and hash the call options', () => digest(params));
const hitParams = candidate('wrapGenerate of the AI SDK, warm hit from memory', throughMiddleware);

await measure([hashRequest, hitRequest, hashParams, hitParams]);
console.log(
  `Medians of ${rounds} rounds of ${callsPerRound} calls, Node ${process.version}, prompt of 2.5 KB\n`,
);
const met = [report(hashRequest, hitRequest), report(hashParams, hitParams)].every(Boolean);
const { hits } = await cache.stats();
console.log(`\nHits: ${JSON.stringify(hits)}. Goal: within ${goal}x: ${met ? 'met' : 'not met'}.`);
await cache.close();
