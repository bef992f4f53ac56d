import type { BlockFacets } from './block-facets.ts';
import { type DriftCause, providerReason } from './drift-cause.ts';
import {
  type BlockFingerprint,
  changedFacet,
  firstDifference,
  type PromptFingerprint,
  sameBlock,
  sameText,
} from './prompt-fingerprint.ts';

export interface DriftPosition {
  /** The segment, or the tool's name. */
  readonly segment: string;
  /** Where in the segment's text; a lower bound within 64 characters unless `exact`. */
  readonly character: number;
  readonly exact: boolean;
  /** About how many tokens of the request stand before it. */
  readonly token: number;
}

export interface DriftExplanation {
  /** `kept`: all that the earlier request could share is still there. */
  readonly prefix: 'kept' | 'changed';
  /** `unknown` when the requests don't show it: expired, evicted, sent to another machine, or no miss at all. */
  readonly cause: DriftCause;
  readonly at?: DriftPosition;
  /** The settings that differ, by name. */
  readonly settings: readonly string[];
  /** About how many tokens of the earlier request can't be read again. */
  readonly tokensLost: number;
  /** The provider's own word, where it gave one. It goes before what was found here. */
  readonly provider?: { readonly reason: string; readonly missedTokens?: number };
}

/** A plan, or what its `fingerprint()` gave earlier. */
export type Fingerprinted = PromptFingerprint | { fingerprint(): PromptFingerprint };

/**
 * Explains why a request missed the prefix of an earlier one: where the two part, and what is likely to have changed.
 *
 * Works on digests and lengths, so that the earlier fingerprint can be stored without its text; positions are exact
 * only for fingerprints made with `keepText`. What changes between two turns of a conversation by its nature (the
 * turn's own text, a history that grew) is no drift.
 * @param evidence the later call's `providerMetadata`: OpenAI's `promptCacheDiagnostics` in it is used.
 */
export function explainDrift(
  before: Fingerprinted,
  after: Fingerprinted,
  evidence: { readonly providerMetadata?: unknown } = {},
): DriftExplanation {
  const earlier = fingerprintOf(before);
  const later = fingerprintOf(after);
  const found = localCause(earlier, later);
  const diagnosed = providerReason(evidence.providerMetadata);
  if (diagnosed === undefined) return found;
  const { cause, ...provider } = diagnosed;
  // The provider tells only what kind of change it saw; a local finding of that kind says more.
  return { ...found, cause: refines(found.cause, cause) ? found.cause : cause, provider };
}

function fingerprintOf(source: Fingerprinted): PromptFingerprint {
  return 'fingerprint' in source ? source.fingerprint() : source;
}

function refines(local: DriftCause, reported: DriftCause): boolean {
  if (reported === 'tools-changed') return local === 'tools-reordered';
  if (reported !== 'text-changed') return false;
  return [
    'date-changed',
    'id-changed',
    'keys-reordered',
    'file-changed',
    'result-type-changed',
    'signature-changed',
    'segment-added-or-removed',
    'history-edited',
    'history-truncated',
  ].includes(local);
}

function localCause(before: PromptFingerprint, after: PromptFingerprint): DriftExplanation {
  const settings = changedSettings(before, after);
  const all = tokensFrom(before, 0);
  if (before.provider !== after.provider || before.model !== after.model) {
    return { prefix: 'changed', cause: 'model-changed', settings, tokensLost: all };
  }
  const index = firstChangedBlock(before, after);
  const was = before.blocks[index];
  if (was === undefined || was.stability === 'turn') {
    if (settings.length === 0) return { prefix: 'kept', cause: 'unknown', settings, tokensLost: 0 };
    const cause = settings.every((name) => name === 'cache-key') ? 'cache-key-changed' : 'setting-changed';
    return { prefix: 'kept', cause, settings, tokensLost: tokensLostTo(settings, before) };
  }
  const now = after.blocks[index];
  const facet = now !== undefined && sameText(was, now) ? changedFacet(was, now) : undefined;
  // What differs beside the text has no place in it: the block as a whole.
  const difference =
    now === undefined || facet !== undefined
      ? { index: 0, exact: now === undefined }
      : firstDifference(was, now);
  const share = was.characters === 0 ? 0 : difference.index / was.characters;
  return {
    prefix: 'changed',
    cause: facet === undefined ? causeOf(was, now, before, after, difference.index) : facetCauses[facet],
    at: {
      segment: was.segment,
      character: difference.index,
      exact: difference.exact,
      token: Math.round(tokensTo(before, index) + was.tokens * share),
    },
    settings,
    tokensLost: tokensFrom(before, index),
  };
}

function firstChangedBlock(before: PromptFingerprint, after: PromptFingerprint): number {
  const index = before.blocks.findIndex((block, position) => !sameBlock(block, after.blocks[position]));
  return index < 0 ? before.blocks.length : index;
}

const facetCauses: Readonly<Record<keyof BlockFacets, DriftCause>> = {
  id: 'id-changed',
  keys: 'keys-reordered',
  resultType: 'result-type-changed',
  file: 'file-changed',
  signature: 'signature-changed',
};

function causeOf(
  was: BlockFingerprint,
  now: BlockFingerprint | undefined,
  before: PromptFingerprint,
  after: PromptFingerprint,
  character: number,
): DriftCause {
  if (was.kind === 'tool' || now?.kind === 'tool') {
    const tools = ({ blocks }: PromptFingerprint) =>
      blocks.filter(({ kind }) => kind === 'tool').map(({ digest }) => digest);
    return tools(before).sort().join() === tools(after).sort().join() ? 'tools-reordered' : 'tools-changed';
  }
  if (was.stability === 'history') {
    const slid =
      now !== undefined &&
      before.blocks.some(({ digest, stability }) => digest === now.digest && stability === 'history');
    return slid || now === undefined ? 'history-truncated' : 'history-edited';
  }
  if (now === undefined || now.segment !== was.segment) return 'segment-added-or-removed';
  const kinds = [...volatileAt(was, character), ...volatileAt(now, character)];
  if (kinds.includes('uuid')) return 'id-changed';
  return kinds.length > 0 ? 'date-changed' : 'text-changed';
}

/** The kinds of volatile text that the first difference can lie in. */
function volatileAt({ volatile, text }: BlockFingerprint, character: number): readonly string[] {
  const reach = text === undefined ? 64 : 1;
  return volatile
    .filter(({ index, length }) => index < character + reach && index + length > character)
    .map(({ kind }) => kind);
}

function changedSettings(before: PromptFingerprint, after: PromptFingerprint): readonly string[] {
  const names = new Set([...Object.keys(before.settings), ...Object.keys(after.settings)]);
  return [...names].filter((name) => before.settings[name] !== after.settings[name]).sort();
}

/** A changed key may lose everything; another setting at least the messages. */
function tokensLostTo(settings: readonly string[], before: PromptFingerprint): number {
  if (settings.includes('cache-key')) return tokensFrom(before, 0);
  const firstMessage = before.blocks.findIndex(({ kind }) => kind !== 'tool' && kind !== 'system');
  return firstMessage < 0 ? 0 : tokensFrom(before, firstMessage);
}

function tokensTo({ blocks }: PromptFingerprint, index: number): number {
  return blocks.slice(0, index).reduce((total, { tokens }) => total + tokens, 0);
}

/** What the next call could have shared: all but the turn's own text. */
function tokensFrom({ blocks }: PromptFingerprint, index: number): number {
  return blocks
    .slice(index)
    .reduce((total, { tokens, stability }) => (stability === 'turn' ? total : total + tokens), 0);
}
