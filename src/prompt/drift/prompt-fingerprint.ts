import type { PromptDraft } from '../draft/prompt-draft.ts';
import type { Stability } from '../draft/stability.ts';
import type { CacheRules } from '../provider-rules/cache-rules.ts';
import { digestBlock } from '../text/content-digest.ts';
import type { VolatileText } from '../text/volatile-text.ts';
import { type BlockFacets, blockFacets } from './block-facets.ts';
import { keptFor, requestSettings } from './request-settings.ts';

/** One block of a request as digests and lengths. Holds no text unless it was asked for. */
export interface BlockFingerprint {
  readonly kind: 'tool' | 'system' | 'user' | 'assistant' | 'tool-result';
  /** The segment's name, or the tool's. */
  readonly segment: string;
  readonly stability: Stability;
  /** Of its text. */
  readonly digest: string;
  /** Of what else tells it from another. */
  readonly facets?: BlockFacets;
  readonly characters: number;
  readonly tokens: number;
  /** A 32-bit digest of every {@link digestBlock} characters. */
  readonly blocks: readonly number[];
  readonly volatile: readonly VolatileText[];
  readonly text?: string;
}

/** A request as far as a provider's cache tells it from another. Plain data: it can be stored as JSON. */
export interface PromptFingerprint {
  readonly format: 1;
  readonly provider: string;
  readonly model: string;
  readonly settings: Readonly<Record<string, string>>;
  /** How long the provider was asked to keep its prefix, in milliseconds; left out when its rules aren't known. */
  readonly keptFor?: number;
  readonly blocks: readonly BlockFingerprint[];
}

export interface FingerprintSource {
  readonly draft: PromptDraft;
  readonly provider: string;
  readonly model: string;
  /** Of that model; `undefined` when they aren't known. */
  readonly rules: CacheRules | undefined;
  readonly providerOptions: unknown;
  /** Other options of the call by which a prefix may be lost. Default: none. */
  readonly callOptions?: unknown;
  /** The lifetimes of markers that don't stand in the draft. Default: none. */
  readonly plannedLifetimes?: readonly (string | undefined)[];
}

/** @param keepText keeps the texts, so that a drift's position is exact to the character. */
export function fingerprint(
  { draft, provider, model, rules, providerOptions, callOptions, plannedLifetimes }: FingerprintSource,
  keepText = false,
): PromptFingerprint {
  const kept = keptFor(rules, draft, providerOptions, plannedLifetimes);
  return {
    format: 1,
    provider,
    model,
    settings: requestSettings(providerOptions, callOptions),
    ...(kept !== undefined && { keptFor: kept }),
    blocks: draft.blocks.map(({ segment, stability, text, measured, carriers, at }): BlockFingerprint => {
      const role = at.kind === 'tool' ? 'tool' : draft.roles[at.message];
      return {
        kind: role === 'tool' && at.kind !== 'tool' ? 'tool-result' : (role ?? 'user'),
        segment,
        stability,
        digest: measured.digest,
        ...(at.kind === 'message' && { facets: blockFacets(carriers) }),
        characters: text.length,
        tokens: measured.tokens,
        blocks: measured.blocks(),
        volatile: measured.volatile(),
        ...(keepText && { text }),
      };
    }),
  };
}

/** Whether two blocks have the same text in the same place; see {@link changedFacet} for the rest. */
export function sameText(before: BlockFingerprint | undefined, after: BlockFingerprint | undefined): boolean {
  return before?.digest === after?.digest && before?.kind === after?.kind;
}

/** What differs between two blocks beside their text; `undefined` when nothing does, as far as both tell. */
export function changedFacet(
  { facets: before }: BlockFingerprint,
  { facets: after }: BlockFingerprint,
): keyof BlockFacets | undefined {
  if (before === undefined || after === undefined) return undefined;
  const order = ['id', 'resultType', 'file', 'signature', 'keys'] as const;
  return order.find((facet) => before[facet] !== after[facet]);
}

/** Whether a provider's cache takes the one for the other. */
export function sameBlock(
  before: BlockFingerprint | undefined,
  after: BlockFingerprint | undefined,
): boolean {
  if (before === undefined || after === undefined) return before === after;
  return sameText(before, after) && changedFacet(before, after) === undefined;
}

/**
 * The first character in which two blocks differ: exact when both hold their text, else the start of the
 * {@link digestBlock} characters in which the difference lies.
 */
export function firstDifference(
  before: BlockFingerprint,
  after: BlockFingerprint,
): { readonly index: number; readonly exact: boolean } {
  if (before.text !== undefined && after.text !== undefined) {
    const length = Math.min(before.text.length, after.text.length);
    let index = 0;
    while (index < length && before.text.charCodeAt(index) === after.text.charCodeAt(index)) index++;
    return { index, exact: true };
  }
  const length = Math.min(before.blocks.length, after.blocks.length);
  let block = 0;
  while (block < length && before.blocks[block] === after.blocks[block]) block++;
  return { index: Math.min(block * digestBlock, before.characters, after.characters), exact: false };
}
