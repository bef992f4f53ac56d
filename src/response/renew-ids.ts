import type { CachedResponse, ProviderMetadata, ResponsePart } from './cached-response.ts';
import { isProviderMetadata } from './is-cached-response.ts';
import type { ResponseDelta } from './response-delta.ts';

// Ids that name an item kept on the provider's side, by provider. A later turn that sends one back refers to that
// item, which may be gone, or belong to another project (AI SDK `@ai-sdk/openai` sends `item_reference` for `itemId`).
const providerItemIds: ReadonlySet<string> = new Set(['itemId', 'responseId', 'approvalRequestId']);

/** The answer without the ids of items that the provider keeps. Done before an answer is stored. */
export function withoutProviderIds(response: CachedResponse): CachedResponse {
  const parts = response.parts.map(partWithoutIds);
  if (response.providerMetadata === undefined) return { ...response, parts };
  return { ...response, parts, providerMetadata: strip(response.providerMetadata) };
}

function partWithoutIds<Part extends ResponsePart>(part: Part): Part {
  if (part.type === 'extension') {
    const { providerMetadata } = part.value;
    if (!isProviderMetadata(providerMetadata)) return part;
    return { ...part, value: { ...part.value, providerMetadata: strip(providerMetadata) } };
  }
  return part.providerMetadata === undefined
    ? part
    : { ...part, providerMetadata: strip(part.providerMetadata) };
}

/** A step of a streamed answer without those ids. */
export function deltaWithoutProviderIds(delta: ResponseDelta): ResponseDelta {
  if (delta.type === 'extension') return partWithoutIds(delta);
  if (!('providerMetadata' in delta) || delta.providerMetadata === undefined) return delta;
  return { ...delta, providerMetadata: strip(delta.providerMetadata) };
}

/** The answer with tool-call ids of its own: two equal ids in one conversation are refused by providers. */
export function withFreshToolCallIds(response: CachedResponse): CachedResponse {
  if (!response.parts.some((part) => part.type === 'tool-call')) return response;
  const fresh = new Map<string, string>();
  for (const part of response.parts) {
    if (part.type === 'tool-call')
      fresh.set(part.toolCallId, `call_${crypto.randomUUID().replaceAll('-', '')}`);
  }
  return { ...response, parts: response.parts.map((part) => renewed(part, fresh)) };
}

function renewed(part: ResponsePart, fresh: ReadonlyMap<string, string>): ResponsePart {
  if (part.type === 'tool-call' || part.type === 'tool-result') {
    return { ...part, toolCallId: fresh.get(part.toolCallId) ?? part.toolCallId };
  }
  if (part.type !== 'extension' || typeof part.value.toolCallId !== 'string') return part;
  const { toolCallId } = part.value;
  return { ...part, value: { ...part.value, toolCallId: fresh.get(toolCallId) ?? toolCallId } };
}

function strip(metadata: ProviderMetadata): ProviderMetadata {
  const kept: Record<string, Record<string, unknown>> = {};
  for (const [provider, values] of Object.entries(metadata)) {
    const rest = Object.entries(values).filter(([name]) => !providerItemIds.has(name));
    // A record that held ids only says nothing more; one that was empty before stays as it came.
    if (rest.length > 0 || Object.keys(values).length === 0) kept[provider] = Object.fromEntries(rest);
  }
  return kept;
}
