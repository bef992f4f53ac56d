import type { ContentBlock } from '@langchain/core/messages';
import { withoutUndefined } from '../../request/without-undefined.ts';
import type { ExtensionPart } from '../../response/cached-response.ts';
import { isRecord, type UnknownRecord } from '../record.ts';

/** The namespace of what only LangChain knows of an answer, and the dialect of the parts that only it is given. */
export const LANGCHAIN = 'langchain';

/**
 * How a message holds its text: as one text, in content blocks, or in blocks with a list of annotations (OpenAI's
 * Responses API). A hit has the form of the answer that was stored.
 */
export type ContentShape = 'text' | 'blocks' | 'annotated';

/** How an answer's message is made: its text, and how many chunks said nothing before it and behind it. */
export interface AnswerForm {
  readonly content: ContentShape;
  readonly leading?: number;
  readonly trailing?: number;
}

/** A content block that says a text and nothing more: either framework can be given it. */
export interface TextBlock {
  readonly text: string;
  readonly index: number | undefined;
  readonly shape: ContentShape;
}

const textNames: ReadonlySet<string> = new Set(['type', 'text', 'index', 'annotations']);

/** The text of a block, if a text is all that it says. */
export function textBlock(block: unknown): TextBlock | undefined {
  if (!isRecord(block) || block.type !== 'text' || typeof block.text !== 'string') return undefined;
  const { text, index, annotations } = block;
  if (annotations !== undefined && !(Array.isArray(annotations) && annotations.length === 0))
    return undefined;
  if (index !== undefined && typeof index !== 'number') return undefined;
  const said = Object.entries(block).filter(([, value]) => value !== undefined);
  if (!said.every(([name]) => textNames.has(name))) return undefined;
  return { text, index, shape: annotations === undefined ? 'blocks' : 'annotated' };
}

const callTypes: ReadonlySet<unknown> = new Set(['tool_use', 'tool_call', 'function_call']);

/** Any other block, kept as it is. The id of a tool call is told apart, so that it is renewed with the call. */
export function blockPart(block: unknown): ExtensionPart {
  const { id, ...rest } = isRecord(block) ? block : {};
  const called = typeof id === 'string' && isRecord(block) && callTypes.has(block.type);
  return {
    type: 'extension',
    dialect: LANGCHAIN,
    value: {
      type: 'block',
      block: withoutUndefined(called ? rest : block),
      ...(called ? { toolCallId: id } : {}),
    },
  };
}

/** The block that such a part was made of. */
export function blockOf({ value }: { readonly value: UnknownRecord }): ContentBlock {
  const { block, toolCallId } = value;
  const fields = isRecord(block) ? block : {};
  const type = typeof fields.type === 'string' ? fields.type : 'non_standard';
  return { ...fields, type, ...(typeof toolCallId === 'string' ? { id: toolCallId } : {}) };
}
