import { providerItemIds } from '../request/provider-options.ts';
import type { CachedResponse, ExtensionPart, ProviderMetadata, ResponsePart } from './cached-response.ts';
import { isProviderMetadata } from './is-cached-response.ts';
import type { ResponseDelta } from './response-delta.ts';

/** The answer without the ids of items that the provider keeps. Done before an answer is stored. */
export function withoutProviderIds(response: CachedResponse): CachedResponse {
  const parts = response.parts.map(partWithoutIds);
  return { ...withStrippedMetadata(response), parts };
}

function partWithoutIds(part: ResponsePart): ResponsePart {
  return part.type === 'extension' ? extensionWithoutIds(part) : withStrippedMetadata(part);
}

function extensionWithoutIds(part: ExtensionPart): ExtensionPart {
  const { providerMetadata } = part.value;
  if (!isProviderMetadata(providerMetadata)) return part;
  return { ...part, value: withStrippedMetadata({ ...part.value, providerMetadata }) };
}

/** A step of a streamed answer without those ids. */
export function deltaWithoutProviderIds(delta: ResponseDelta): ResponseDelta {
  if (delta.type === 'extension') return extensionWithoutIds(delta);
  return 'providerMetadata' in delta ? withStrippedMetadata(delta) : delta;
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

function withStrippedMetadata<Told extends { readonly providerMetadata?: ProviderMetadata }>(
  told: Told,
): Told {
  const { providerMetadata } = told;
  if (providerMetadata === undefined) return told;
  const kept: Record<string, Record<string, unknown>> = {};
  for (const [provider, values] of Object.entries(providerMetadata)) {
    const rest = Object.entries(values).filter(([name]) => !providerItemIds.has(name));
    // A record that held ids only says nothing more; one that was empty before stays as it came.
    if (rest.length > 0 || Object.keys(values).length === 0) kept[provider] = Object.fromEntries(rest);
  }
  if (Object.keys(kept).length > 0 || Object.keys(providerMetadata).length === 0) {
    return { ...told, providerMetadata: kept };
  }
  const { providerMetadata: _, ...rest } = told;
  return rest as Told;
}
