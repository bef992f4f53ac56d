import { isPlainObject } from '../request/tagged-value.ts';

/**
 * A response whose lists of pieces are texts: lengths and delays by turns, as base64 VLQ without signs. A stream of a
 * thousand parts is a thousand pairs, which would be more than its answer. What has no such lists is given as it is.
 */
export function compactPieces(response: unknown): unknown {
  return withPieces(response, (pieces) => {
    if (!Array.isArray(pieces)) return pieces;
    let text = '';
    for (const piece of pieces) {
      if (!isPairOfCounts(piece)) return pieces;
      text += digitsOf(piece[0]) + digitsOf(piece[1]);
    }
    return text;
  });
}

/** As it was ahead of `compactPieces`; for anything else what no check of a response accepts. */
export function expandPieces(response: unknown): unknown {
  return withPieces(response, (pieces) =>
    typeof pieces === 'string' ? (pairsOf(pieces) ?? pieces) : pieces,
  );
}

function withPieces(response: unknown, change: (pieces: unknown) => unknown): unknown {
  if (typeof response !== 'object' || response === null || !isPlainObject(response)) return response;
  const parts: unknown = Reflect.get(response, 'parts');
  if (!Array.isArray(parts) || !parts.some(hasPieces)) return response;
  return {
    ...response,
    parts: parts.map((part: unknown) => (hasPieces(part) ? { ...part, pieces: change(part.pieces) } : part)),
  };
}

function hasPieces(part: unknown): part is { readonly pieces: unknown } {
  return typeof part === 'object' && part !== null && isPlainObject(part) && 'pieces' in part;
}

/** 32 values a digit, the lowest first; the upper 32 say that more follow. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function digitsOf(count: number): string {
  let text = '';
  let rest = count;
  for (; rest >= 32; rest = Math.floor(rest / 32)) text += digits[32 + (rest % 32)];
  return text + digits[rest];
}

function pairsOf(text: string): readonly (readonly [number, number])[] | undefined {
  const pairs: (readonly [number, number])[] = [];
  let length: number | undefined;
  let count = 0;
  let weight = 1;
  for (const digit of text) {
    const value = digits.indexOf(digit);
    if (value < 0) return undefined;
    count += (value % 32) * weight;
    weight *= 32;
    if (value >= 32) continue;
    if (length === undefined) length = count;
    else {
      pairs.push([length, count]);
      length = undefined;
    }
    count = 0;
    weight = 1;
  }
  return length === undefined && weight === 1 ? pairs : undefined;
}

function isPairOfCounts(piece: unknown): piece is readonly [number, number] {
  return Array.isArray(piece) && piece.length === 2 && isCount(piece[0]) && isCount(piece[1]);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
