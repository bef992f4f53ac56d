import { binaryText } from '../text/binary-text.ts';
import { isRecord } from '../text/json.ts';

/** Pixels for a token, and the most that an image counts: Anthropic, "Vision", November 2026. */
const pixelsPerToken = 750;
const imageTokens = 1600;
/** Of text and picture together, the lower end of what Anthropic gives for a page ("PDF support", November 2026). */
const pageTokens = 1500;
/** What is looked at for an image's size. */
const headCharacters = 64_000;

/**
 * What a file or image counts, in tokens: an image by its width and height, a PDF by its pages.
 * @returns `undefined` where the part doesn't hold the bytes, or nothing in them tells its size.
 */
export function fileTokens(part: Readonly<Record<string, unknown>>): number | undefined {
  const base64 = base64Of(part, 0);
  if (base64 === undefined) return undefined;
  const pages = isPdf(base64) ? pdfPages(base64) : undefined;
  if (pages !== undefined) return pages * pageTokens;
  const size = imageSize(binary(base64.slice(0, headCharacters)));
  return size && Math.min(imageTokens, Math.ceil((size.width * size.height) / pixelsPerToken));
}

/** The file's content in any of the forms of the AI SDK and LangChain; a link holds none. */
function base64Of(value: unknown, depth: number): string | undefined {
  if (value instanceof Uint8Array) return btoa(binaryText(value));
  if (typeof value === 'string') {
    const [, data] = /^data:[^,]*;base64,(.*)$/s.exec(value) ?? [];
    return data ?? (/^[A-Za-z0-9+/]{16,}={0,2}$/.test(value) ? value : undefined);
  }
  if (!isRecord(value) || depth > 2) return undefined;
  for (const field of ['data', 'image', 'image_url', 'url', 'file', 'file_data', 'source']) {
    const found = base64Of(value[field], depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One character for each byte; empty for what is no base64. */
function binary(base64Text: string): string {
  try {
    return atob(base64Text.slice(0, base64Text.length - (base64Text.length % 4)));
  } catch {
    return '';
  }
}

/** `%PDF`. */
function isPdf(base64Text: string): boolean {
  return base64Text.startsWith('JVBERi');
}

/** Pages that stand open in the file; those of a compressed object stream can't be counted. */
function pdfPages(base64Text: string): number | undefined {
  const pages = binary(base64Text).match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
  return pages > 0 ? pages : undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** From the head of a PNG (RFC 2083), GIF89a or JPEG (ITU-T T.81, the start of a frame). */
function imageSize(bytes: string): Size | undefined {
  const at = (index: number) => bytes.charCodeAt(index);
  const big = (index: number) => at(index) * 256 + at(index + 1);
  if (bytes.startsWith('\x89PNG') && bytes.length >= 24) {
    return { width: big(16) * 65_536 + big(18), height: big(20) * 65_536 + big(22) };
  }
  if (bytes.startsWith('GIF8') && bytes.length >= 10)
    return { width: at(6) + at(7) * 256, height: at(8) + at(9) * 256 };
  if (!bytes.startsWith('\xff\xd8')) return undefined;
  for (let index = 2; index + 9 < bytes.length && at(index) === 0xff; index += 2 + big(index + 2)) {
    const kind = at(index + 1);
    const isFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc;
    if (isFrame) return { width: big(index + 7), height: big(index + 5) };
  }
  return undefined;
}
