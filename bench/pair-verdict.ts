/**
 * What a verdict costs, in microseconds a candidate, by percentiles: `tsx bench/pair-verdict.ts [pairs.jsonl]`. "Unread":
 * both texts are new; "read": both were read before; "candidate": the question was, as for all candidates but the first.
 * And, in milliseconds, what 100 KB of text made to be slow cost.
 */
import { readPairs } from '../src/cli/labelled-pairs.ts';
import { guards } from '../src/semantic/guards/guards.ts';

const [file = 'test/semantic/fixtures/own.jsonl'] = process.argv.slice(2);
const pairs = (await readPairs([file])).map(({ a, b }) => ({ cached: a, asked: b, similarity: 0.8 }));

const CHUNK = 100;
const ROUNDS = 15;
const times: Record<'unread' | 'candidate' | 'read', number[]> = { unread: [], candidate: [], read: [] };

for (let round = 0; round < ROUNDS; round++) {
  const verify = guards({ keep: 1_000 });
  const halfRead = guards({ keep: 1_000 });
  for (let start = 0; start < pairs.length; start += CHUNK) {
    const chunk = pairs.slice(start, start + CHUNK);
    for (const { asked } of chunk) halfRead({ cached: '', asked, similarity: 0 });
    const runs = { unread: verify, candidate: halfRead, read: verify };
    for (const state of ['unread', 'candidate', 'read'] as const) {
      const started = performance.now();
      for (const pair of chunk) runs[state](pair);
      // The first rounds are compiled while they run.
      if (round >= 3) times[state].push(((performance.now() - started) * 1_000) / chunk.length);
    }
  }
}
for (const [state, samples] of Object.entries(times)) {
  samples.sort((one, other) => one - other);
  const at = (share: number) => (samples[Math.floor(share * (samples.length - 1))] ?? 0).toFixed(1);
  console.log(`${state}: median ${at(0.5)} us, p95 ${at(0.95)} us`);
}

const SIZE = 100_000;
const pathological = {
  digits: '9',
  brackets: '([{',
  capitals: 'A',
  emoji: '👩‍👩‍👧',
  words: 'not ',
  quotes: '"',
  apostrophes: "'a ",
  lines: 'a\n',
  ends: 'a. B',
};
for (const [name, piece] of Object.entries(pathological)) {
  const text = piece.repeat(Math.ceil(SIZE / piece.length));
  const samples = Array.from({ length: 20 }, (_, round) => {
    const verify = guards();
    const started = performance.now();
    verify({ cached: `${text} ${round}`, asked: `${text} how do I stop it`, similarity: 0 });
    return performance.now() - started;
  }).toSorted((one, other) => one - other);
  console.log(
    `${SIZE / 1_000} KB of ${name}: median ${samples[10]?.toFixed(2)} ms, most ${samples.at(-1)?.toFixed(2)} ms`,
  );
}
