import type {
  CachedResponse,
  ProviderMetadata,
  ReasoningPart,
  ResponsePart,
  TextPart,
  ToolCallPart,
} from './cached-response.ts';
import type { FinishDelta, ResponseDelta } from './response-delta.ts';
import { encodeValue } from './value-codec.ts';

/** How a recorded stream ended, or that it hasn't. */
export type Recording =
  | { readonly state: 'open' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'finished'; readonly response: CachedResponse };

/** Lengths and delays of pieces by turns: of 200,000 pieces a list of pairs would take ten times the memory. */
type FlatPieces = number[];

/** A text in the making, standing among the parts at the place where it began. */
interface Span {
  readonly kind: 'text' | 'reasoning';
  text: string;
  readonly pieces: FlatPieces;
  citations?: readonly unknown[];
  providerMetadata?: ProviderMetadata;
}

/** What a piece takes in an entry beside its text: `[4,12],`. */
const PIECE_UNITS = 6;

/**
 * Makes a `CachedResponse` of a stream's deltas while they pass. Parts stand in the order in which they began, as the
 * AI SDK orders them. An error delta, or an end without `finish`, leaves nothing to store.
 */
export class Recorder {
  readonly #parts: (ResponsePart | Span)[] = [];
  readonly #open = new Map<string, Span>();
  readonly #inputs = new Map<string, FlatPieces>();
  #head: Pick<CachedResponse, 'warnings' | 'modelId' | 'timestamp'> = {};
  #finish: FinishDelta | undefined;
  #failure: { readonly error: unknown } | undefined;
  #units = 0;

  /** How much of it there is: no entry of it has fewer UTF-16 units. */
  get units(): number {
    return this.#units;
  }

  /** @param delay milliseconds that the model took for this step after the one before. */
  record(delta: ResponseDelta, delay = 0): void {
    switch (delta.type) {
      case 'text-delta':
      case 'reasoning-delta':
        this.#extend(delta.type === 'text-delta' ? 'text' : 'reasoning', delta, delay);
        return;
      case 'tool-input-delta': {
        const pieces = this.#inputs.get(delta.id);
        if (pieces !== undefined) this.#addPiece(pieces, delta.delta, delay);
        return;
      }
      case 'start':
        if (delta.warnings !== undefined) this.#head = { ...this.#head, warnings: delta.warnings };
        return;
      case 'response': {
        const { type: _, ...response } = delta;
        this.#head = { ...this.#head, ...response };
        return;
      }
      case 'text-start':
      case 'reasoning-start':
        this.#begin(delta.type === 'text-start' ? 'text' : 'reasoning', delta.id, delta.providerMetadata);
        return;
      case 'text-end':
      case 'reasoning-end':
        this.#end(delta);
        return;
      case 'tool-input-start':
        this.#inputs.set(delta.id, []);
        return;
      case 'tool-input-end':
        return;
      case 'tool-call':
        this.#units += delta.input.length;
        this.#parts.push(this.#withPieces(delta));
        return;
      case 'finish':
        this.#finish = delta;
        return;
      case 'error':
        this.#failure ??= { error: delta.error };
        return;
      default:
        this.#units += unitsOf(delta);
        this.#parts.push(delta);
    }
  }

  /** What has been recorded so far; `finished` only once a `finish` came, and no error. */
  get recording(): Recording {
    if (this.#failure !== undefined) return { state: 'failed', error: this.#failure.error };
    if (this.#finish === undefined) return { state: 'open' };
    const { type: _, ...finish } = this.#finish;
    const parts = this.#parts.map((part) => ('kind' in part ? finishedSpan(part) : part));
    return { state: 'finished', response: { ...this.#head, parts, ...finish } };
  }

  #begin(kind: Span['kind'], id: string, providerMetadata: ProviderMetadata | undefined): Span {
    const span: Span = { kind, text: '', pieces: [] };
    if (providerMetadata !== undefined) span.providerMetadata = providerMetadata;
    this.#parts.push(span);
    this.#open.set(`${kind}:${id}`, span);
    return span;
  }

  #extend(
    kind: Span['kind'],
    delta: { id: string; delta: string; providerMetadata?: ProviderMetadata },
    delay: number,
  ): void {
    // A delta without its start is an error to the AI SDK; the text is kept so that nothing is lost where it isn't.
    const span = this.#open.get(`${kind}:${delta.id}`) ?? this.#begin(kind, delta.id, undefined);
    span.text += delta.delta;
    this.#units += delta.delta.length;
    this.#addPiece(span.pieces, delta.delta, delay);
    if (delta.providerMetadata !== undefined) span.providerMetadata = delta.providerMetadata;
  }

  #end(delta: Extract<ResponseDelta, { type: 'text-end' | 'reasoning-end' }>): void {
    const id = `${delta.type === 'text-end' ? 'text' : 'reasoning'}:${delta.id}`;
    const span = this.#open.get(id);
    if (span === undefined) return;
    this.#open.delete(id);
    if (delta.citations !== undefined) span.citations = delta.citations;
    if (delta.providerMetadata !== undefined) span.providerMetadata = delta.providerMetadata;
  }

  // Pieces cut the text they came with: where the whole input differs from what was streamed, they mean nothing. A call
  // without arguments streams none, and its whole input is `{}`.
  #withPieces(call: ToolCallPart): ToolCallPart {
    const pieces = this.#inputs.get(call.toolCallId);
    if (pieces === undefined) return call;
    this.#inputs.delete(call.toolCallId);
    const pairs = pairsOf(pieces);
    const length = pairs.reduce((sum, [size]) => sum + size, 0);
    return length === 0 || length === call.input.length ? { ...call, pieces: pairs } : call;
  }

  #addPiece(pieces: FlatPieces, text: string, delay: number): void {
    pieces.push(text.length, Math.round(delay));
    this.#units += PIECE_UNITS;
  }
}

function finishedSpan(span: Span): TextPart | ReasoningPart {
  const { kind, text, providerMetadata, citations } = span;
  const pieces = pairsOf(span.pieces);
  const metadata = providerMetadata === undefined ? {} : { providerMetadata };
  if (kind === 'reasoning') return { type: 'reasoning', text, ...metadata, pieces };
  return { type: 'text', text, ...(citations === undefined ? {} : { citations }), ...metadata, pieces };
}

function pairsOf(pieces: FlatPieces): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let index = 0; index < pieces.length; index += 2) {
    pairs.push([pieces[index] ?? 0, pieces[index + 1] ?? 0]);
  }
  return pairs;
}

function unitsOf(part: ResponsePart): number {
  try {
    return encodeValue(part).length;
  } catch {
    return 0;
  }
}
