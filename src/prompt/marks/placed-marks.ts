import type { DescribedTool } from '../draft/described-tool.ts';
import type { BlockAddress, DraftBlock, PromptDraft } from '../draft/prompt-draft.ts';
import {
  type Adapter,
  type Framework,
  type MarkCarrier,
  readPlace,
} from '../provider-rules/adapter-reads.ts';
import type { MarkerStyle } from '../provider-rules/cache-rules.ts';

/** A marker in the request, ours or the user's. */
export interface PlacedMark {
  /** Index into the draft's blocks. */
  readonly block: number;
  readonly at: BlockAddress;
  readonly from: 'plan' | 'user';
  /** As it is written on the wire; `undefined` for the provider's default. */
  readonly lifetime: string | undefined;
}

/** The markers of a request and how those of ours are written. */
export interface MarkWriting {
  readonly marks: readonly PlacedMark[];
  /** `undefined` where the provider takes no markers. */
  readonly adapter: Adapter | undefined;
}

/** A marker of ours as it is written at one place. */
export interface WrittenMark {
  readonly style: MarkerStyle;
  readonly lifetime: string | undefined;
  /** Of what the package reads it; empty: of nothing. */
  readonly carriers: readonly MarkCarrier[];
}

/** Our marker behind a block of a message, if there is one. */
export function markOnBlock(
  { blocks }: PromptDraft,
  { marks, adapter }: MarkWriting,
  framework: Framework,
  message: number,
  block: number,
): WrittenMark | undefined {
  const mark = marks.find(
    ({ at, from }) =>
      from === 'plan' && at.kind === 'message' && at.message === message && at.block === block,
  );
  const marked = mark && blocks[mark.block];
  if (mark === undefined || marked === undefined || adapter === undefined) return undefined;
  return { style: adapter.style, lifetime: mark.lifetime, carriers: carriersAt(marked, adapter, framework) };
}

/** The tools, with those that bear a marker of ours written anew. */
export function markedTools(
  tools: readonly DescribedTool[],
  { marks, adapter }: MarkWriting,
  write: (tool: object, mark: Omit<WrittenMark, 'carriers'>) => object,
): readonly DescribedTool[] {
  return tools.map((described, index) => {
    const mark = marks.find(({ at, from }) => from === 'plan' && at.kind === 'tool' && at.tool === index);
    if (mark === undefined || adapter === undefined) return described;
    return { ...described, tool: write(described.tool, { style: adapter.style, lifetime: mark.lifetime }) };
  });
}

/** Whether any framework's package reads a marker right behind the block. */
export function isReadBehind(block: DraftBlock, adapter: Adapter): boolean {
  const named = adapter.reads?.framework;
  const either = named === undefined ? (['ai-sdk', 'langchain'] as const) : [named];
  const frameworks = block.framework === 'either' ? either : [block.framework];
  return frameworks.some((framework) => {
    const carriers = carriersAt(block, adapter, framework);
    return carriers.length > 0 && (block.endsMessage || !carriers.includes('message'));
  });
}

function carriersAt(
  { place, isList }: DraftBlock,
  adapter: Adapter,
  framework: Framework,
): readonly MarkCarrier[] {
  return place === 'none' ? [] : adapter.carriers(framework, readPlace(place, isList));
}
