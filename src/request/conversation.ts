import { base64 } from './base64.ts';
import type { CacheRequest, RequestedOutput } from './cache-request.ts';

/** What either has beside what it says. */
interface Details {
  /** Options for providers. */
  readonly options?: unknown;
  /** What isn't known of its kind: it counts all the same. */
  readonly more?: unknown;
}

/** A part of a message in neutral terms. Either adapter makes the same of the same message. */
export type ConversationPart =
  | ({ readonly type: 'text'; readonly text: string } & Details)
  /** A picture, a document: its bytes, as base64, are part of the key; so is a URL, which stands for its content. */
  | ({
      readonly type: 'file';
      readonly mediaType: string;
      readonly data: FileData;
      readonly filename?: unknown;
    } & Details)
  /** `call` is the call's place among the conversation's calls: its id is another in every run. */
  | ({
      readonly type: 'tool-call';
      readonly call: number;
      readonly name: string;
      readonly input: unknown;
    } & Details)
  | ({
      readonly type: 'tool-result';
      readonly call: number;
      readonly name: string;
      readonly output: unknown;
    } & Details)
  /** What only one framework or provider knows, as it is: then nothing is shared with the other. */
  | { readonly type: 'other'; readonly value: unknown };

export type FileData = { readonly base64: string } | { readonly url: string } | { readonly other: unknown };

export interface ConversationMessage extends Details {
  /** `system`, `user`, `assistant`, `tool`, or what a framework adds to them. */
  readonly role: string;
  readonly parts: readonly ConversationPart[];
}

/** A call of a chat model in neutral terms, before it is cut into what must be equal and what may be worded differently. */
export interface Conversation {
  readonly provider: string;
  readonly model: string;
  readonly messages: readonly ConversationMessage[];
  readonly temperature?: number;
  readonly output?: RequestedOutput;
  /** Sampling and limits, by their AI SDK names; none of them undefined. */
  readonly settings?: unknown;
  readonly tools?: readonly unknown[];
  readonly toolChoice?: unknown;
  readonly providerOptions?: unknown;
  /** Where the model is asked, if that isn't its provider's own address: see `addressOf`. */
  readonly address?: unknown;
  /** What the model was made with, beside its names. */
  readonly instance?: unknown;
}

/**
 * The request that a conversation stands for. If its last message is the user's and holds text only, the last text is
 * the question, and all else is context; if not, all is context, and the request is exact only.
 */
export function conversationRequest(conversation: Conversation): CacheRequest {
  const { provider, model, temperature, output, messages, ...rest } = conversation;
  const request = {
    provider: providerFamily(provider),
    model,
    ...(temperature === undefined ? {} : { temperature }),
    ...(output === undefined ? {} : { output }),
  };
  const last = messages.at(-1);
  const asked = last?.parts.at(-1);
  const textOnly = last?.role === 'user' && last.parts.every((part) => part.type === 'text');
  const plain = asked?.type === 'text' && asked.options === undefined && asked.more === undefined;
  if (last === undefined || !textOnly || !plain) {
    return { ...request, context: { messages, ...rest } };
  }
  const turn = { ...last, parts: last.parts.slice(0, -1) };
  return {
    ...request,
    context: { messages: [...messages.slice(0, -1), turn], ...rest },
    question: asked.text,
  };
}

/** Bytes, or a text that is base64 already, as they are told in a key. */
export function fileBytes(data: string | Uint8Array): FileData {
  return { base64: typeof data === 'string' ? data : base64(data) };
}

// The AI SDK names the API behind a provider, LangChain doesn't: the same model answers through either.
const apiNames = /\.(chat|responses|completion|messages|generative-ai)$/;

function providerFamily(provider: string): string {
  return provider.replace(apiNames, '');
}

/** The place of a tool call among a conversation's calls, by its id: ids are made anew in every run. */
export class CallOrdinals {
  readonly #ordinals = new Map<unknown, number>();

  of(id: unknown): number {
    const known = this.#ordinals.get(id);
    if (known !== undefined) return known;
    this.#ordinals.set(id, this.#ordinals.size);
    return this.#ordinals.size - 1;
  }
}

/**
 * Tools in the order of their names: a model chooses by what they say, so that the same tools in another order are the
 * same request. Where two have one name, or one has none, they stay in the caller's order.
 */
export function inNameOrder<Tool>(
  tools: readonly Tool[],
  nameOf: (tool: Tool) => string | undefined,
): readonly Tool[] {
  const named = new Map<string, Tool>();
  for (const tool of tools) {
    const name = nameOf(tool);
    if (name === undefined || named.has(name)) return tools;
    named.set(name, tool);
  }
  return [...named].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, tool]) => tool);
}
