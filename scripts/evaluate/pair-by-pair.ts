import type { Embedder } from '../../src/contracts/index.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { guards, type LabelledPair } from '../../src/semantic/index.ts';
import { percent, table } from './table.ts';

/** A line a set: what the rules serve alone, and what is served with judges. Those not alike are the traps. */
export async function pairByPair(embedder: Embedder, pairs: readonly LabelledPair[]): Promise<string> {
  const { rows } = await evaluate({ embedder, pairs, methods: { guards: guards() } });
  return table(
    [
      'set',
      'alike + not',
      'no judge: of alike',
      'of the others',
      'wrong of all',
      'labels: of alike',
      'errs in 2%: of alike',
      'wrong of all',
      'calls a pair',
    ],
    rows.map(({ source, positives, negatives, served: { none, labels, erring }, judged }) => [
      source,
      `${positives} + ${negatives}`,
      percent(none.hitRate),
      `${none.wrong} (${percent(none.wrong / Math.max(1, negatives))})`,
      percent(none.wrongRate),
      positives === 0 ? '-' : percent(labels.hitRate),
      positives === 0 ? '-' : percent(erring.hitRate),
      percent(erring.wrongRate),
      (judged / Math.max(1, positives + negatives)).toFixed(2),
    ]),
  );
}
