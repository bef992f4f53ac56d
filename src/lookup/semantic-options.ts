import type { Embedder } from '../contracts/embedder.ts';
import type { Judge } from '../contracts/judge.ts';
import type { VectorIndex } from '../contracts/vector-index.ts';
import type { VerifyPair } from '../contracts/verify-pair.ts';
import { CalibrationMismatchError, InvalidOptionError } from '../errors.ts';
import type { Calibration } from '../semantic/calibration.ts';
import { thresholdVerifier } from '../semantic/threshold-verifier.ts';
import { Audit } from './audit.ts';
import { CachedEmbeddings } from './cached-embeddings.ts';
import type { ExactLayers } from './exact-layers.ts';
import { Backend, type Surroundings } from './fail-open/backend.ts';
import type { BackgroundWork } from './fail-open/background-work.ts';
import type { Layer } from './layer.ts';
import { SemanticLayer } from './semantic-layer.ts';

/** The layer that answers by meaning. Off unless it is given. */
export interface SemanticOptions {
  /** Where vectors are kept, such as `memoryIndex()` or `upstashVector(...)`. */
  readonly index: VectorIndex;
  /** What makes vectors of questions. Not needed for an index that embeds by itself. */
  readonly embedder?: Embedder;
  /**
   * The least cosine of two questions, -1 to 1, below which nothing is served whatever the verifier says; or what
   * `calibrate` found for this embedder. A calibration that was not possible serves nothing. Default: none but what
   * the verifier asks for; with `verify: false` 0.95.
   */
  readonly threshold?: number | Calibration;
  /** What a pair must pass. Default: `guards()`. `false`: nothing, the threshold alone. */
  readonly verify?: VerifyPair | false;
  /** Asked about pairs that the verifier is unsure of. Default: none; unsure pairs are refused. */
  readonly judge?: Judge;
  /** `shadow` finds and compares, and serves nothing by meaning. Default `serve`. */
  readonly mode?: 'serve' | 'shadow';
  /** How many neighbours are verified at the most, 1 and above. Default 2. */
  readonly candidates?: number;
  /** Embeds while the exact layers are asked: faster misses, at the price of an embedding for every exact hit. Default `false`. */
  readonly embedAhead?: boolean;
  /** The share of served hits, 0 to 1, that are made afresh in the background and compared. Default 0. */
  readonly audit?: number;
  /** The wrong-hit rate, 0 to 1, above which audited hits tighten the layer. Default: never. */
  readonly maxErrorRate?: number;
  /** The cosine of two answers, -1 to 1, from which on an audit without a judge takes them to agree. Default 0.8. */
  readonly agreement?: number;
  /** A number from 0 to 1 for each audited draw, for tests. Default `Math.random`. */
  readonly random?: () => number;
}

// What the field takes for strict. Bounds that hold beside guards are far too low without them.
const THRESHOLD_ALONE = 0.95;

export interface SemanticSurroundings extends Surroundings {
  readonly store: Layer | undefined;
  readonly exact: ExactLayers;
  readonly background: BackgroundWork;
  readonly namespace: string;
  /** Milliseconds for an embedding, for a query of the index, and for a write. */
  readonly timeouts: { readonly embed: number; readonly query: number; readonly write: number };
}

/**
 * @throws InvalidOptionError for an option out of its range, or an index and an embedder that don't go together.
 * @throws CalibrationMismatchError for a calibration that was made with another embedder.
 */
export function semanticLayer(options: SemanticOptions, surroundings: SemanticSurroundings): SemanticLayer {
  const {
    index,
    embedder,
    judge,
    mode = 'serve',
    candidates = 2,
    audit = 0,
    maxErrorRate,
    agreement = 0.8,
  } = options;
  const { random = Math.random } = options;
  const { store, exact, background, namespace, timeouts, clock, emit } = surroundings;
  assertShare(audit, 'semantic.audit');
  assertShare(maxErrorRate ?? 0, 'semantic.maxErrorRate');
  if (!(Number.isInteger(candidates) && candidates >= 1)) {
    throw new InvalidOptionError('semantic.candidates', 'a whole number, 1 or more');
  }
  if (embedder === undefined && index.capabilities.embedder === undefined) {
    throw new InvalidOptionError(
      'semantic.embedder',
      'an embedder, since this index does not embed by itself',
    );
  }
  const backend = (name: string) => new Backend({ clock, emit, name });
  const embeddings =
    embedder &&
    new CachedEmbeddings({
      embedder,
      backend: backend(embedder.id),
      timeout: timeouts.embed,
      store,
      writeTimeout: timeouts.write,
      namespace,
      background,
      clock,
    });
  const guardedJudge = judge && { judge, backend: backend('judge') };
  return new SemanticLayer({
    index,
    indexBackend: backend(index.name),
    embeddings,
    loadVerifier: verifierOf(options, embedder?.id ?? index.capabilities.embedder ?? ''),
    judge: guardedJudge,
    candidates,
    timeouts,
    namespace,
    exact,
    background,
    mode,
    audit: new Audit({
      clock,
      emit,
      embeddings,
      judge: guardedJudge,
      share: audit,
      maxErrorRate,
      agreement,
      random,
    }),
  });
}

/** What loads the verifier at the first lookup by meaning: who doesn't look up by meaning doesn't carry the guards. */
function verifierOf({ threshold, verify }: SemanticOptions, embedder: string): () => Promise<VerifyPair> {
  const alone = thresholdVerifier(leastSimilarity(threshold ?? THRESHOLD_ALONE, embedder));
  if (verify === false) return async () => alone;
  return async () => {
    const guarded = verify ?? (await import('../semantic/guards/guards.ts')).guards();
    if (threshold === undefined) return guarded;
    return (pair) => {
      const verdict = alone(pair);
      return verdict.verdict === 'same' ? guarded(pair) : verdict;
    };
  };
}

function leastSimilarity(threshold: number | Calibration, embedder: string): number {
  if (typeof threshold === 'object') {
    if (threshold.of === 'probability')
      throw new InvalidOptionError(
        'semantic.threshold',
        'a calibration of a similarity; one of a probability is for "accept" of a verifier',
      );
    if (threshold.embedder !== embedder) throw new CalibrationMismatchError(threshold.embedder, embedder);
    return threshold.status === 'calibrated' ? threshold.threshold : Number.POSITIVE_INFINITY;
  }
  if (threshold >= -1 && threshold <= 1) return threshold;
  throw new InvalidOptionError('semantic.threshold', 'a cosine, -1 to 1, or a calibration');
}

function assertShare(value: number, option: string): void {
  if (!(value >= 0 && value <= 1)) throw new InvalidOptionError(option, 'a share, 0 to 1');
}
