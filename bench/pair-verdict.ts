/**
 * What a verdict costs, in microseconds a candidate, by percentiles: `tsx bench/pair-verdict.ts [pairs.jsonl]`. "Unread":
 * both texts are new; "read": the question has met this candidate before, as popular candidates have.
 */
import { readPairs } from '../scripts/read-pairs.ts';
import type { VerifyPair } from '../src/contracts/verify-pair.ts';
import { guards } from '../src/semantic/guards/guards.ts';
import type { EmbeddedPair } from '../src/semantic/labelled-pair.ts';
import { pairVerifier, trainVerifier } from '../src/semantic/verifier/pair-verifier.ts';

const [file = 'test/semantic/fixtures/own.jsonl'] = process.argv.slice(2);
const embedder = 'bench';
const pairs: readonly EmbeddedPair[] = (await readPairs(file)).map(({ a, b, label, source = '' }, index) => ({
  cached: a,
  asked: b,
  label,
  source,
  // Any similarity does: what a verdict costs doesn't depend on it, and embedding takes longer than all the rest.
  similarity: 0.8 + (index % 20) / 100,
}));
const weights = trainVerifier({ pairs: pairs.slice(0, 1_000), embedder });
const methods: Record<string, () => VerifyPair> = {
  guards: () => guards({ embedder }),
  verifier: () => pairVerifier(weights, { embedder }),
};

const CHUNK = 100;
const ROUNDS = 15;

for (const [name, create] of Object.entries(methods)) {
  const times: { unread: number[]; read: number[] } = { unread: [], read: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const verify = create();
    for (let start = 0; start < pairs.length; start += CHUNK) {
      const chunk = pairs.slice(start, start + CHUNK);
      for (const state of ['unread', 'read'] as const) {
        const started = performance.now();
        for (const pair of chunk) verify(pair);
        // The first rounds are compiled while they run.
        if (round >= 3) times[state].push(((performance.now() - started) * 1_000) / chunk.length);
      }
    }
  }
  for (const [state, samples] of Object.entries(times)) {
    samples.sort((one, other) => one - other);
    const at = (share: number) => (samples[Math.floor(share * (samples.length - 1))] ?? 0).toFixed(0);
    console.log(`${name}, ${state}: median ${at(0.5)} us, p95 ${at(0.95)} us`);
  }
}
