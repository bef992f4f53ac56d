import { withoutItemIds } from '../request/provider-options.ts';
import type { CachedResponse, ExtensionPart, ProviderMetadata, ResponsePart } from './cached-response.ts';
import { isProviderMetadata } from './is-cached-response.ts';
import type { ResponseDelta } from './response-delta.ts';

/** The answer without the ids of items that the provider keeps. Done before an answer is stored. */
export function withoutProviderIds(response: CachedResponse): CachedResponse {
  const parts = response.parts.map(partWithoutIds).filter((part) => !isBareReference(part));
  return { ...withStrippedMetadata(response), parts };
}

function partWithoutIds(part: ResponsePart): ResponsePart {
  return part.type === 'extension' ? extensionWithoutIds(part) : withStrippedMetadata(part);
}

// Reasoning that the provider keeps to itself is an id and no text: without the id there is nothing to send back, and
// OpenAI's provider warns of such a part in every later turn.
function isBareReference(part: ResponsePart): boolean {
  return part.type === 'reasoning' && part.text === '' && part.providerMetadata === undefined;
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

function withStrippedMetadata<Told extends { readonly providerMetadata?: ProviderMetadata }>(
  told: Told,
): Told {
  const { providerMetadata } = told;
  if (providerMetadata === undefined) return told;
  const kept: Record<string, Record<string, unknown>> = {};
  for (const [provider, values] of Object.entries(providerMetadata)) {
    const rest = withoutItemIds(provider, values);
    // A record that held ids only says nothing more; one that was empty before stays as it came.
    if (Object.keys(rest).length > 0 || Object.keys(values).length === 0) kept[provider] = rest;
  }
  if (Object.keys(kept).length > 0 || Object.keys(providerMetadata).length === 0) {
    return { ...told, providerMetadata: kept };
  }
  const { providerMetadata: _, ...rest } = told;
  return rest as Told;
}
