import { type AdapterChoice, markCarriers, namedReads, readPlace } from '../provider-rules/adapter-reads.ts';
import { findMark, takesRequestPlace } from '../provider-rules/marker-syntax.ts';
import type { CacheLifetime, CacheRules, MarkerRules } from '../provider-rules/cache-rules.ts';
import type { BlockAddress, DraftBlock, PromptDraft } from '../draft/prompt-draft.ts';

/** A marker in the request, ours or the user's. */
export interface PlacedMark {
  /** Index into the draft's blocks. */
  readonly block: number;
  readonly at: BlockAddress;
  readonly from: 'plan' | 'user';
  /** As it is written on the wire; `undefined` for the provider's default. */
  readonly lifetime: string | undefined;
}

/** The blocks after which a cached prefix is worth having. -1: there is none. */
export interface CacheAnchors {
  readonly static: number;
  readonly tenant: number;
  readonly session: number;
  /** The end of what the next call will repeat. */
  readonly tail: number;
  /** Where the call before this one had its tail. */
  readonly previousTail: number;
}

export interface ChosenMarks {
  readonly marks: readonly PlacedMark[];
  readonly anchors: CacheAnchors;
  /** The user's markers take more places than there are, or stand on the whole request. */
  readonly userMarks: number;
  readonly overBudget: boolean;
}

/** Finds the anchors among the blocks that may carry a marker. */
export function findAnchors(
  draft: PromptDraft,
  markable: (block: DraftBlock) => boolean,
  everyStep: boolean,
): CacheAnchors {
  const { blocks, roles } = draft;
  const last = (fits: (block: DraftBlock, index: number) => boolean, before = blocks.length): number => {
    for (let index = before - 1; index >= 0; index--) {
      const block = blocks[index];
      if (block !== undefined && markable(block) && fits(block, index)) return index;
    }
    return -1;
  };
  const of = (stability: string) => last((block) => block.stability === stability);
  const lastStable = last(
    ({ stability }) => stability === 'static' || stability === 'tenant' || stability === 'session',
  );
  const tail = last((block) => block.repeats);
  const turn = blocks.filter((block) => block.stability === 'turn');
  const turnRepeats = turn.length === 0 || turn.some((block) => block.repeats);
  const lastAnswer = roles.lastIndexOf('assistant');
  const lastQuestion = lastAnswer < 0 ? -1 : roles.lastIndexOf('user', lastAnswer);
  // Marks of every step reach up to the last answer. Marks of a plan reach to its turn: the question ahead of the last
  // answer, where it is one that repeats.
  const cut = everyStep ? lastAnswer : turnRepeats ? lastQuestion + 1 : lastQuestion;
  const previous = lastAnswer < 0 ? -1 : last(({ at }) => at.kind === 'tool' || at.message < cut);
  return {
    static: of('static'),
    tenant: of('tenant'),
    session: of('session'),
    tail,
    previousTail: previous < 0 ? lastStable : previous,
  };
}

export interface ChooseMarksOptions {
  /** The package that will send the request. */
  readonly adapter: AdapterChoice;
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

/** Whether any framework's package reads a marker right behind the block. */
export function isReadBehind(
  { place, framework, isList, endsMessage }: DraftBlock,
  adapter: AdapterChoice,
): boolean {
  if (place === 'none') return false;
  const named = namedReads(adapter)?.framework;
  const either = named === undefined ? (['ai-sdk', 'langchain'] as const) : [named];
  const frameworks = framework === 'either' ? either : [framework];
  return frameworks.some((name) => {
    const carriers = markCarriers(adapter, name, readPlace(place, isList));
    return carriers.length > 0 && (endsMessage || !carriers.includes('message'));
  });
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
  const users = draft.blocks.flatMap(({ carriers, at }, block): PlacedMark[] =>
    carriers
      .flatMap((carrier) => findMark(markers.style, carrier) ?? [])
      .slice(0, 1)
      .map((found) => ({
        block,
        at,
        from: 'user',
        lifetime: found.lifetime,
      })),
  );
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

/** Longer lifetimes must stand before shorter ones, the user's included. `'none'`: no lifetime fits here. */
function lifetimeAt(
  block: number,
  users: readonly PlacedMark[],
  wanted: CacheLifetime,
  { lifetimes }: CacheRules,
): string | undefined | 'none' {
  const [shortest] = lifetimes;
  const length = (name: string | undefined) =>
    (lifetimes.find((lifetime) => lifetime.name === name) ?? shortest).milliseconds;
  const atMost = Math.min(...users.filter((mark) => mark.block < block).map((mark) => length(mark.lifetime)));
  const atLeast = Math.max(
    0,
    ...users.filter((mark) => mark.block > block).map((mark) => length(mark.lifetime)),
  );
  if (atLeast > atMost) return 'none';
  const milliseconds = Math.max(Math.min(wanted.milliseconds, atMost), atLeast);
  return milliseconds === shortest.milliseconds
    ? undefined
    : lifetimes.find((lifetime) => lifetime.milliseconds === milliseconds)?.name;
}
