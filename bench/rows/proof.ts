import { guards } from 'reprise/semantic';
import { fixturePairs, type SentencePair } from '../run/fixture-sentences.ts';
import { processorTime } from '../run/rounds.ts';
import type { Row } from '../run/row.ts';

const size = 100_000;
const pieces = ['9', '([{', 'A', '👩‍👩‍👧', 'not ', '"', "'a ", 'a\n', 'a. B'];

export const row: Row = {
  title: 'Proof of one candidate by the guards',
  columns: [
    { name: 'both texts new', unit: 'µs' },
    { name: 'the question read before', unit: 'µs' },
    { name: 'both read before', unit: 'µs' },
    { name: '100 KB made to be slow, the worst of nine', unit: 'ms' },
  ],
  rounds: 15,
  warmUp: 4,
  note: 'Processor time over the pairs of `test/semantic/fixtures`. Limit: both texts in lower case, without signs, compared. The question is read once for all candidates of a lookup, so that the second column is the price of one more candidate.',
  async prepare() {
    const pairs = await fixturePairs();
    return [
      {
        name: 'lower case, compared',
        role: 'limit',
        round: async () => [perPair(pairs, ({ cached, asked }) => plain(cached) === plain(asked))],
      },
      {
        name: 'reprise guards',
        role: 'reprise',
        async round() {
          const fresh = guards({ keep: pairs.length * 2 });
          const half = guards({ keep: pairs.length * 3 });
          for (const { asked } of pairs) half({ cached: '', asked, similarity: 0 });
          const prove = (verify: typeof fresh) => (pair: SentencePair) =>
            verify({ ...pair, similarity: 0.8 });
          return [
            perPair(pairs, prove(fresh)),
            perPair(pairs, prove(half)),
            perPair(pairs, prove(fresh)),
            slowest(),
          ];
        },
      },
    ];
  },
};

function perPair(pairs: readonly SentencePair[], compare: (pair: SentencePair) => unknown): number {
  const started = processorTime();
  for (const pair of pairs) compare(pair);
  return (processorTime() - started) / pairs.length;
}

function slowest(): number {
  return Math.max(
    ...pieces.map((piece) => {
      const text = piece.repeat(Math.ceil(size / piece.length));
      const verify = guards();
      const started = processorTime();
      verify({ cached: text, asked: `${text} how do I stop it`, similarity: 0 });
      return (processorTime() - started) / 1_000;
    }),
  );
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, '');
}
