import type { DraftBlock, PromptDraft } from '../draft/prompt-draft.ts';

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
      if (block !== undefined && fits(block, index) && markable(block)) return index;
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
