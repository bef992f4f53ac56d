import type { Stability } from '../draft/stability.ts';
import type { MarkerPlace } from '../provider-rules/cache-rules.ts';

export interface SegmentReport {
  readonly name: string;
  readonly stability: Stability;
  /** Estimated, or counted when a counter was given. */
  readonly tokens: number;
  readonly characters: number;
}

export interface MarkerReport {
  /** The segment, or the tool's name, after which the marker stands. */
  readonly after: string;
  readonly place: MarkerPlace;
  /** Estimated tokens of the prefix that it ends. */
  readonly tokens: number;
  /** As written on the wire, such as `'1h'`; `'default'` when it is left to the provider. */
  readonly lifetime: string;
  readonly from: 'plan' | 'user';
}

export interface PlanWarning {
  readonly code:
    | 'unknown-model'
    | 'below-minimum'
    | 'volatile-text'
    | 'gap-exceeds-lifetime'
    | 'too-many-user-markers'
    | 'unestimated-part'
    | 'not-delivered';
  /** The segment it is about, if it is about one. */
  readonly segment?: string;
  /** A sentence for people; holds no text of the prompt. */
  readonly message: string;
}

/** Input tokens of one call by how they are billed. */
export interface ExpectedTokens {
  readonly read: number;
  readonly written: number;
  readonly uncached: number;
}

export interface PlanReport {
  readonly prompt: { readonly id: string; readonly version: string };
  readonly provider: string;
  readonly model: string;
  /** The rules that were used and the date of their table; `undefined` for a model that isn't known. */
  readonly rules: { readonly id: string; readonly date: string } | undefined;
  readonly segments: readonly SegmentReport[];
  readonly totalTokens: number;
  readonly markers: readonly MarkerReport[];
  /**
   * What to expect: `first`, with nothing in the cache; `next`, when the call before this one in the conversation (or,
   * at its start, another conversation of the tenant) was sent within the lifetime. `undefined` for an unknown model.
   */
  readonly expected: { readonly first: ExpectedTokens; readonly next: ExpectedTokens } | undefined;
  /** From how many calls within the lifetime the cache costs less than none; 1 where writes are free. */
  readonly breakEvenCalls: number | undefined;
  readonly warnings: readonly PlanWarning[];
}
