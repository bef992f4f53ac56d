import type { Judge } from '../contracts/judge.ts';
import { InvalidOptionError, StoreFailedError } from '../errors.ts';
import { loadedOnce, type SequenceClassifier, type Tokenizer } from './transformers-library.ts';

export interface TransformersJudgeOptions {
  /**
   * A cross-encoder for duplicate questions, or a model of entailment (NLI): the absolute path of its folder, or its name
   * where the library's cache has it or may download it, such as `Xenova/nli-deberta-v3-small`.
   */
  readonly model: string;
  /** The least probability that counts as a yes, above 0 to 1. Default 0.9. */
  readonly threshold?: number;
  /**
   * The label whose probability counts. Default: `entailment`, `duplicate` or `paraphrase`, whichever the model has; the
   * one score of a model with one label.
   */
  readonly label?: string;
  /** The precision of the weights that are loaded, such as `fp32`, `fp16` or `q8`. Default `fp32`. */
  readonly dtype?: string;
  /** Milliseconds that an answer is waited for. Default 2,000. */
  readonly timeout?: number;
}

const knownLabels = ['entailment', 'duplicate', 'paraphrase'];

/** What the model says of pairs: a probability each. */
type Score = (pairs: readonly (readonly [string, string])[]) => Promise<readonly number[]>;

/**
 * A judge in the process over `@huggingface/transformers` 4 (Apache-2.0), an optional package. Each candidate is scored
 * both ways round, in one run, and the lesser score counts: what only one of two questions entails isn't the same
 * question. The model is loaded at the first call, and kept; a call costs nothing but time.
 *
 * `decide` rejects with `MissingPeerError`, `ModelNotLoadedError`, or `StoreFailedError` where the model has none of the
 * labels.
 * @throws InvalidOptionError for an option out of its range.
 */
export function transformersJudge(options: TransformersJudgeOptions): Judge {
  const { model, threshold = 0.9, label, dtype = 'fp32', timeout } = options;
  if (typeof model !== 'string' || model === '') throw new InvalidOptionError('model', 'a path or a name');
  if (!(threshold > 0 && threshold <= 1)) throw new InvalidOptionError('threshold', 'above 0, to 1');
  const score = loadedOnce(
    'transformersJudge()',
    async ({ AutoTokenizer, AutoModelForSequenceClassification }) =>
      scoring(
        await AutoTokenizer.from_pretrained(model),
        await AutoModelForSequenceClassification.from_pretrained(model, { dtype }),
        label,
      ),
  );

  return {
    ...(timeout === undefined ? {} : { timeout }),
    async decide({ asked, candidates }, { signal }) {
      const scores = await score();
      signal.throwIfAborted();
      const there = candidates.map((candidate) => [candidate, asked] as const);
      const back = candidates.map((candidate) => [asked, candidate] as const);
      const probabilities = await scores([...there, ...back]);
      let choice: number | undefined;
      let best = threshold;
      candidates.forEach((_, index) => {
        const least = Math.min(probabilities[index] ?? 0, probabilities[index + candidates.length] ?? 0);
        // A first candidate at the threshold counts; of equal ones the nearest does.
        if (least >= best && (choice === undefined || least > best)) [choice, best] = [index, least];
      });
      return { choice };
    },
  };
}

function scoring(tokenizer: Tokenizer, classifier: SequenceClassifier, label: string | undefined): Score {
  return async (pairs) => {
    const inputs = tokenizer(
      pairs.map(([first]) => first),
      { text_pair: pairs.map(([, second]) => second), padding: true, truncation: true },
    );
    const { logits } = await classifier(inputs);
    const [count, width = 0] = logits.dims;
    const column = columnOf(classifier.config.id2label ?? {}, width, label);
    if (count !== pairs.length || column === undefined)
      throw new StoreFailedError('judge', 'unexpected reply');
    return pairs.map((_, row) =>
      probability(
        Array.from({ length: width }, (_, index) => logits.data[row * width + index] ?? Number.NaN),
        column,
      ),
    );
  };
}

/** Which of the scores counts; `undefined` where none is known to. */
function columnOf(
  labels: Readonly<Record<string, string>>,
  width: number,
  wanted: string | undefined,
): number | undefined {
  const names = Array.from({ length: width }, (_, index) => labels[index]?.toLowerCase() ?? '');
  const found = (wanted === undefined ? knownLabels : [wanted.toLowerCase()])
    .map((name) => names.indexOf(name))
    .find((index) => index >= 0);
  return found ?? (width === 1 && wanted === undefined ? 0 : undefined);
}

/** Softmax over several labels, the logistic function for one; NaN, which is no yes, where a score is no number. */
function probability(scores: readonly number[], column: number): number {
  const score = scores[column] ?? Number.NaN;
  if (scores.length === 1) return 1 / (1 + Math.exp(-score));
  const most = Math.max(...scores);
  const total = scores.reduce((sum, other) => sum + Math.exp(other - most), 0);
  return Math.exp(score - most) / total;
}
