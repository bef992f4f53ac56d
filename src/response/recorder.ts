import type {
  CachedResponse,
  Pieces,
  ProviderMetadata,
  ReasoningPart,
  ResponsePart,
  TextPart,
  ToolCallPart,
} from './cached-response.ts';
import type { FinishDelta, ResponseDelta } from './response-delta.ts';

/** How a recorded stream ended, or that it hasn't. */
export type Recording =
  | { readonly state: 'open' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'finished'; readonly response: CachedResponse };

/** A text in the making, standing among the parts at the place where it began. */
interface Span {
  readonly kind: 'text' | 'reasoning';
  text: string;
  pieces: [number, number][];
  citations?: readonly unknown[];
  providerMetadata?: ProviderMetadata;
}

/**
 * Makes a `CachedResponse` of a stream's deltas while they pass. Parts stand in the order in which they began, as the
 * AI SDK orders them. An error delta, or an end without `finish`, leaves nothing to store.
 */
export class Recorder {
  readonly #parts: (ResponsePart | Span)[] = [];
  readonly #open = new Map<string, Span>();
  readonly #inputs = new Map<string, [number, number][]>();
  readonly #now: () => number;
  #head: Pick<CachedResponse, 'warnings' | 'modelId' | 'timestamp'> = {};
  #finish: FinishDelta | undefined;
  #failure: { readonly error: unknown } | undefined;
  #last: number;

  /** @param now milliseconds, for the delays between chunks; default `Date.now`. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#last = now();
  }

  record(delta: ResponseDelta): void {
    switch (delta.type) {
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
      case 'text-delta':
      case 'reasoning-delta':
        this.#extend(delta.type === 'text-delta' ? 'text' : 'reasoning', delta);
        return;
      case 'text-end':
      case 'reasoning-end':
        this.#end(delta);
        return;
      case 'tool-input-start':
        this.#inputs.set(delta.id, []);
        return;
      case 'tool-input-delta':
        this.#inputs.get(delta.id)?.push(this.#piece(delta.delta));
        return;
      case 'tool-input-end':
        return;
      case 'tool-call':
        this.#parts.push(this.#withPieces(delta));
        return;
      case 'finish':
        this.#finish = delta;
        return;
      case 'error':
        this.#failure ??= { error: delta.error };
        return;
      default:
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
  ): void {
    // A delta without its start is an error to the AI SDK; the text is kept so that nothing is lost where it isn't.
    const span = this.#open.get(`${kind}:${delta.id}`) ?? this.#begin(kind, delta.id, undefined);
    span.text += delta.delta;
    span.pieces.push(this.#piece(delta.delta));
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
    const length = pieces?.reduce((sum, [size]) => sum + size, 0);
    return pieces !== undefined && (length === 0 || length === call.input.length)
      ? { ...call, pieces }
      : call;
  }

  #piece(text: string): [number, number] {
    const now = this.#now();
    const delay = Math.max(0, Math.round(now - this.#last));
    this.#last = now;
    return [text.length, delay];
  }
}

function finishedSpan(span: Span): TextPart | ReasoningPart {
  const { kind, text, providerMetadata, citations } = span;
  const pieces: Pieces = span.pieces;
  const metadata = providerMetadata === undefined ? {} : { providerMetadata };
  if (kind === 'reasoning') return { type: 'reasoning', text, ...metadata, pieces };
  return { type: 'text', text, ...(citations === undefined ? {} : { citations }), ...metadata, pieces };
}
