import { binaryText } from '../text/binary-text.ts';
import { contentDigest } from '../text/content-digest.ts';
import { isRecord } from '../text/json.ts';

/**
 * What of a block a provider's cache tells apart beside its text, as digests: the ids of calls, the order of their
 * arguments' keys, the kind of a result, files, and the signatures of reasoning. A facet that isn't there is left out.
 */
export interface BlockFacets {
  readonly id?: string;
  readonly keys?: string;
  readonly resultType?: string;
  readonly file?: string;
  readonly signature?: string;
}

/** @param carriers of the block: its part, if it has one, then its message. */
export function blockFacets(carriers: readonly object[]): BlockFacets {
  const [part] = carriers;
  if (!isRecord(part)) return {};
  const { type } = part;
  const output = isRecord(part.output) ? part.output : undefined;
  const facets = {
    id: text(part.toolCallId) ?? text(part.tool_call_id) ?? (isCall(part) ? text(part.id) : undefined),
    keys: serialised(part.input ?? part.args ?? (output === undefined ? part.result : output.value)),
    resultType: text(output?.type),
    file: typeof type === 'string' && /file|image|audio|document|media/.test(type) ? file(part) : undefined,
    signature: signature(part),
  };
  return Object.fromEntries(
    Object.entries(facets).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, contentDigest(value)]],
    ),
  );
}

function isCall(part: Readonly<Record<string, unknown>>): boolean {
  return 'args' in part || part.type === 'tool_use';
}

/** Where a file may stand in a part of either framework, whole or by its address. */
function file(part: Readonly<Record<string, unknown>>): string {
  return ['data', 'image', 'url', 'image_url', 'source', 'file', 'file_id', 'mediaType', 'mime_type']
    .map((field) => serialised(part[field]) ?? '')
    .join('\n');
}

function signature(part: Readonly<Record<string, unknown>>): string | undefined {
  const own = [part.signature, part.type === 'redacted_thinking' ? part.data : undefined];
  const options = isRecord(part.providerOptions) ? Object.values(part.providerOptions) : [];
  const named = options
    .filter(isRecord)
    .flatMap((values) => [
      values.signature,
      values.redactedData,
      values.thoughtSignature,
      values.reasoningEncryptedContent,
    ]);
  return [...own, ...named].map(text).find((value) => value !== undefined);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** As it goes on the wire, in the order it has. What can't be serialised is left to the SDK's own error. */
function serialised(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  try {
    return JSON.stringify(value, (_key, inner: unknown) =>
      inner instanceof Uint8Array || inner instanceof ArrayBuffer ? binaryText(inner) : inner,
    );
  } catch {
    return undefined;
  }
}
