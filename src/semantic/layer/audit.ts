import type { SemanticFind, SemanticRequest, SemanticSurroundings } from '../../contracts/semantic-layer.ts';
import type { CachedResponse } from '../../response/cached-response.ts';
import { responseText } from '../../response/text-response.ts';
import { cosine } from '../labelled-pair.ts';
import type { CachedEmbeddings } from './cached-embeddings.ts';

export interface AuditOptions {
  readonly core: SemanticSurroundings;
  /** Without it, only answers that are the same in every character are known to agree. */
  readonly embeddings: CachedEmbeddings | undefined;
  /** The share of served hits that is checked, 0 to 1. */
  readonly share: number;
  /** The wrong-hit rate, 0 to 1, above which the layer tightens itself; `undefined` never does. */
  readonly maxErrorRate: number | undefined;
  /** The cosine of two answers from which on they count as agreeing. */
  readonly agreement: number;
  readonly random: () => number;
}

interface Checked {
  readonly similarity: number;
  readonly agrees: boolean;
}

// Enough to tell a rate of a few per cent from none, few enough to notice a change of the traffic.
const WINDOW = 400;
const LEAST = 30;

/**
 * Compares what a semantic hit served, or would have served, with what the model answers afresh. Where more of the
 * checked hits are wrong than the budget allows, the similarity that a hit must have is raised, and an event says so.
 */
export class Audit {
  readonly #options: AuditOptions;
  #checked: Checked[] = [];
  #floor = -1;

  constructor(options: AuditOptions) {
    this.#options = options;
  }

  /** The least similarity that may be served now; -1 while nothing was tightened. */
  get floor(): number {
    return this.#floor;
  }

  /** Whether this served hit is among those that are checked. */
  samples(): boolean {
    const { share, random } = this.#options;
    return share > 0 && random() < share;
  }

  /** Compares a find with a fresh answer; emits what it saw. Never rejects. */
  async compare(
    request: SemanticRequest,
    find: SemanticFind,
    fresh: CachedResponse,
    served: boolean,
  ): Promise<void> {
    const agreement = await this.#agreement(find, fresh);
    if (agreement === undefined) return;
    const { clock, emit } = this.#options.core;
    const { provider, model } = request.request;
    const { similarity, by } = find;
    emit({
      type: 'audited',
      at: clock(),
      provider,
      model,
      key: request.key,
      similarity,
      by,
      served,
      ...agreement,
    });
    if (served) this.#learn({ similarity, agrees: agreement.agrees });
  }

  async #agreement(
    { entry }: SemanticFind,
    fresh: CachedResponse,
  ): Promise<{ readonly agrees: boolean; readonly answerSimilarity?: number } | undefined> {
    const { embeddings, agreement } = this.#options;
    const [cachedText, freshText] = [responseText(entry.response), responseText(fresh)];
    if (cachedText === freshText) return { agrees: true, answerSimilarity: 1 };
    if (embeddings === undefined) return undefined;
    const [one, other] = await Promise.all([
      embeddings.embedOnce(cachedText),
      embeddings.embedOnce(freshText),
    ]);
    if (!one.ok || !other.ok) return undefined;
    const answerSimilarity = cosine(one.value, other.value);
    return { agrees: answerSimilarity >= agreement, answerSimilarity };
  }

  #learn(checked: Checked): void {
    const { maxErrorRate, core } = this.#options;
    if (maxErrorRate === undefined) return;
    this.#checked = [...this.#checked, checked].slice(-WINDOW);
    if (this.#checked.length < LEAST || wrongRate(this.#checked) <= maxErrorRate) return;
    const from = this.#floor;
    this.#floor = tightenedFloor(this.#checked, maxErrorRate);
    // What was served below the new floor is never seen again: the window begins anew.
    this.#checked = [];
    core.emit({ type: 'tightened', at: core.clock(), from, to: this.#floor });
  }
}

/** The least similarity from which on no more than the budget was wrong; 2, which nothing reaches, if there is none. */
function tightenedFloor(checked: readonly Checked[], maxErrorRate: number): number {
  const descending = [...checked].sort((one, other) => other.similarity - one.similarity);
  let wrong = 0;
  let floor = 2;
  descending.forEach(({ similarity, agrees }, index) => {
    if (!agrees) wrong++;
    if (index + 1 >= LEAST && wrong <= maxErrorRate * (index + 1)) floor = similarity;
  });
  return floor;
}

function wrongRate(checked: readonly Checked[]): number {
  return checked.filter(({ agrees }) => !agrees).length / checked.length;
}
