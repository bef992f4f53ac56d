import type { DraftBlock, PromptDraft } from '../draft/prompt-draft.ts';
import type { Adapter } from '../provider-rules/adapter-reads.ts';
import type { CacheLifetime, CacheRules, MarkerRules } from '../provider-rules/cache-rules.ts';
import { findMark, takesRequestPlace } from '../provider-rules/marker-syntax.ts';
import { type CacheAnchors, findAnchors } from './cache-anchors.ts';
import { lifetimeAt } from './lifetime.ts';
import { isReadBehind, type PlacedMark } from './placed-marks.ts';

const none: readonly PlacedMark[] = [];

export interface ChosenMarks {
  readonly marks: readonly PlacedMark[];
  readonly anchors: CacheAnchors;
  /** The user's markers take more places than there are, or stand on the whole request. */
  readonly userMarks: number;
  readonly overBudget: boolean;
}

export interface ChooseMarksOptions {
  /** The package that will send the request. */
  readonly adapter: Adapter;
  /** The user's own options of the whole request. */
  readonly providerOptions?: unknown;
  /** How long an entry should be kept. */
  readonly lifetime: CacheLifetime;
  /** Places to leave free. Default: 0. */
  readonly spareMarkers?: number | undefined;
  /** How many places the request itself takes beside the user's options, from 0. Default: 0. */
  readonly requestPlaces?: number;
  /** Whether each step of a tool loop is marked anew, as a middleware does. Default: `false`. */
  readonly everyStep?: boolean;
  /** Blocks that a plan has marked, in order: taken over behind those of the step. Default: none. */
  readonly planned?: readonly number[];
}

/**
 * Chooses where markers go: first the tail of the conversation, then what shares most. The user's markers stay where
 * they are and count; ours fill what is left of the provider's limit.
 */
export function chooseMarks(
  draft: PromptDraft,
  rules: CacheRules,
  markers: MarkerRules,
  {
    adapter,
    providerOptions,
    lifetime,
    spareMarkers = 0,
    requestPlaces = 0,
    everyStep = false,
    planned = [],
  }: ChooseMarksOptions,
): ChosenMarks {
  const markable = (block: DraftBlock) =>
    block.place !== 'none' && markers.places.includes(block.place) && isReadBehind(block, adapter);
  const anchors = findAnchors(draft, markable, everyStep);
  const users = draft.blocks.flatMap(({ carriers, at }, block): readonly PlacedMark[] => {
    for (const carrier of carriers) {
      const found = findMark(markers.style, carrier);
      if (found !== undefined) return [{ block, at, from: 'user', lifetime: found.lifetime }];
    }
    return none;
  });
  const userMarks = users.length + (takesRequestPlace(markers.style, providerOptions) ? 1 : 0);
  const worth =
    planned.length > 0
      ? inOrderBesidePlan(anchors, draft, markers, planned)
      : inOrderOfWorth(anchors, draft, markers);
  const wanted = worth
    .filter((block) => block >= 0 && !users.some((mark) => mark.block === block))
    // An estimate may be low, and a file's size unknown; a marker that turns out too early is ignored by the provider
    // and costs nothing.
    .filter((block) => {
      const { endTokens = 0, isUnderestimated = false } = draft.blocks[block] ?? {};
      return isUnderestimated || endTokens >= rules.minimumTokens * 0.8;
    });
  const chosen = [...new Set(wanted)].slice(
    0,
    Math.max(0, markers.limit - spareMarkers - userMarks - requestPlaces),
  );
  const ours = chosen.flatMap((block): PlacedMark[] => {
    const written = lifetimeAt(block, users, lifetime, rules);
    const at = draft.blocks[block]?.at;
    return written === 'none' || at === undefined ? [] : [{ block, at, from: 'plan', lifetime: written }];
  });
  return {
    marks: [...users, ...ours].sort((left, right) => left.block - right.block),
    anchors,
    userMarks,
    overBudget: userMarks > markers.limit,
  };
}

function inOrderOfWorth(
  anchors: CacheAnchors,
  { blocks }: PromptDraft,
  markers: MarkerRules,
): readonly number[] {
  const { tail, previousTail, session, tenant } = anchors;
  const shared = [anchors.static, tenant];
  const conversation = tail > session ? [tail] : [];
  const before = blocks[previousTail]?.stability;
  if (conversation.length > 0 && (before === 'history' || before === 'turn')) {
    return isOutOfSight(anchors, markers)
      ? [tail, previousTail, ...shared, session]
      : [tail, ...shared, session, previousTail];
  }
  return conversation.length > 0 ? [tail, ...shared, session] : [session, ...shared];
}

/**
 * The order for a request that a plan has marked for its turn, when the middleware marks each step. Behind the first
 * step the plan's tail is there for the next turn only. At the first step the plan's markers in the conversation are
 * what is read, unless the turn adds nothing behind its tail: then the last turn's steps can be read as well.
 */
function inOrderBesidePlan(
  anchors: CacheAnchors,
  { blocks, roles }: PromptDraft,
  markers: MarkerRules,
  planned: readonly number[],
): readonly number[] {
  const { tail, previousTail } = anchors;
  const firstOther = roles.findIndex((role) => role !== 'system');
  const isShared = (block: number) => {
    const at = blocks[block]?.at;
    return at?.kind === 'tool' || (at?.kind === 'message' && at.message < firstOther);
  };
  const shared = planned.filter(isShared);
  const inConversation = planned.filter((block) => !isShared(block));
  const planTail = inConversation.at(-1) ?? -1;
  const step = isOutOfSight(anchors, markers) ? [tail, previousTail] : [tail];
  if (previousTail >= planTail) return [...step, planTail, ...shared];
  if (tail === planTail) return [...step, ...shared, ...inConversation];
  return [tail, ...inConversation.toReversed(), ...shared];
}

/** Whether the last call's tail isn't found from the new one: only a marker on the same place finds it. */
function isOutOfSight({ tail, previousTail }: CacheAnchors, markers: MarkerRules): boolean {
  return tail - previousTail >= markers.lookbackBlocks;
}
