import type { MarkerPlace } from '../provider-rules/cache-rules.ts';
import type { MeasuredText } from '../text/measured-text.ts';
import type { DescribedTool } from './described-tool.ts';
import { type MessageBlock, type MessageRole, type ReadMessage, readMessage } from './read-message.ts';
import type { Stability } from './stability.ts';

/** A block of the request in the order in which a provider reads it: tools, then messages. */
export interface DraftBlock {
  /** The segment it comes from; of a tool, its name. */
  readonly segment: string;
  readonly stability: Stability;
  readonly place: MarkerPlace | 'none';
  readonly text: string;
  readonly measured: MeasuredText;
  /** Estimated tokens up to the end of this block, without files whose size isn't known. */
  readonly endTokens: number;
  /** Whether there is a file of unknown size in it or before it. */
  readonly isUnderestimated: boolean;
  /** What may carry a marker of the user's. */
  readonly carriers: readonly object[];
  readonly at: BlockAddress;
  /** Whether the next call will hold it at the same position. */
  readonly repeats: boolean;
  /** The framework whose message it stands in; `either` for what is written in the form of both. */
  readonly framework: ReadMessage['framework'];
  /** Whether a marker for the end of its message would stand right behind it. */
  readonly endsMessage: boolean;
  /** Whether it is a tool's result in the form of a list of items, or one of the items of such a list. */
  readonly isList: boolean;
}

export type BlockAddress =
  | { readonly kind: 'tool'; readonly tool: number }
  | { readonly kind: 'message'; readonly message: number; readonly block: number };

/** A message of the draft: rendered from segments, or the user's own. */
export type DraftMessage =
  | { readonly source: 'segments'; readonly role: 'system' | 'user'; readonly parts: readonly DraftPart[] }
  | {
      readonly source: 'user';
      readonly message: object;
      readonly segment: string;
      readonly stability: Stability;
      readonly repeats: boolean;
    };

export interface DraftPart {
  readonly segment: string;
  readonly stability: Stability;
  readonly text: string;
  readonly repeats: boolean;
}

export interface PromptDraft {
  readonly tools: readonly DescribedTool[];
  readonly messages: readonly DraftMessage[];
  readonly blocks: readonly DraftBlock[];
  readonly roles: readonly MessageRole[];
  readonly totalTokens: number;
  /** What the texts were measured with. */
  readonly measure: (text: string) => MeasuredText;
}

/** Lays a request out as blocks with running token counts. */
export function draftPrompt(
  tools: readonly DescribedTool[],
  messages: readonly DraftMessage[],
  measure: (text: string) => MeasuredText,
): PromptDraft {
  const blocks: DraftBlock[] = [];
  let tokens = 0;
  let isUnderestimated = false;
  /** Counts a block's text to those before it. A call goes ahead of `endTokens` and `isUnderestimated` in each block. */
  const count = (text: string, fileTokens = 0, hasUnknownSize = false): MeasuredText => {
    const known = measure(text);
    const measured = fileTokens === 0 ? known : { ...known, tokens: known.tokens + fileTokens };
    tokens += measured.tokens;
    isUnderestimated ||= hasUnknownSize;
    return measured;
  };
  tools.forEach(({ name, tool, definition, markable }, index) => {
    blocks.push({
      segment: name,
      stability: 'static',
      place: markable ? 'tool' : 'none',
      text: definition,
      measured: count(definition),
      endTokens: tokens,
      isUnderestimated,
      carriers: [tool],
      at: { kind: 'tool', tool: index },
      repeats: true,
      framework: 'either',
      endsMessage: true,
      isList: false,
    });
  });
  const roles = messages.map((message, index): MessageRole => {
    if (message.source === 'segments') {
      message.parts.forEach((part, block) => {
        blocks.push({
          segment: part.segment,
          stability: part.stability,
          place: part.text === '' ? 'none' : message.role,
          text: part.text,
          measured: count(part.text),
          endTokens: tokens,
          isUnderestimated,
          repeats: part.repeats,
          carriers: [],
          at: { kind: 'message', message: index, block },
          framework: 'either',
          // Each part can be given a message of its own.
          endsMessage: true,
          isList: false,
        });
      });
      return message.role;
    }
    const read = readMessage(message.message);
    read.blocks.forEach((block, position) => {
      blocks.push({
        segment: message.segment,
        stability: message.stability,
        place: placeOf(block, read),
        text: block.text,
        measured: count(block.text, block.fileTokens, block.hasUnknownSize),
        endTokens: tokens,
        isUnderestimated,
        carriers: block.carriers,
        at: { kind: 'message', message: index, block: position },
        repeats: message.repeats,
        framework: read.framework,
        endsMessage: block.endsMessage,
        isList: block.isList,
      });
    });
    return read.role;
  });
  return { tools, messages, blocks, roles, totalTokens: tokens, measure };
}

function placeOf(block: MessageBlock, { role, framework }: ReadMessage): MarkerPlace | 'none' {
  if (block.kind === 'reasoning' || block.kind === 'other') return 'none';
  if (block.kind === 'text' && !/\S/.test(block.text)) return 'none';
  if (role === 'tool') return 'tool-result';
  if (role === 'assistant' && framework === 'langchain' && block.kind !== 'text') return 'none';
  return role;
}
