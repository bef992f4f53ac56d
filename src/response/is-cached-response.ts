import type { CachedResponse, FinishReason, ProviderMetadata, ResponsePart } from './cached-response.ts';

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === 'string';
// Beyond that a sum isn't right any more: one damaged count would spoil all statistics.
const isNumber: Check = (value) =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
const isFlag: Check = (value) => typeof value === 'boolean';
const isAnything: Check = () => true;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shaped =
  (shape: Shape): Check =>
  (value) =>
    isRecord(value) && Object.entries(shape).every(([name, check]) => check(value[name]));

const finishReasons: ReadonlySet<unknown> = new Set<FinishReason>([
  'stop',
  'length',
  'content-filter',
  'tool-calls',
  'error',
  'interrupted',
  'other',
  'unknown',
]);

const isMetadata: Check = (value) => isRecord(value) && Object.values(value).every(isRecord);
const isPieces = listOf((piece) => Array.isArray(piece) && piece.length === 2 && piece.every(isNumber));
const metadata = { providerMetadata: optional(isMetadata) };
const span = { text: isText, pieces: optional(isPieces), ...metadata };
const tool = {
  toolCallId: isText,
  toolName: isText,
  dynamic: optional(isFlag),
  providerExecuted: optional(isFlag),
  ...metadata,
};

const parts: Readonly<Record<string, Check>> = {
  text: shaped({ ...span, citations: optional(Array.isArray) }),
  reasoning: shaped(span),
  'tool-call': shaped({ ...tool, input: isText, pieces: optional(isPieces) }),
  'tool-result': shaped({
    ...tool,
    result: isAnything,
    isError: optional(isFlag),
    preliminary: optional(isFlag),
  }),
  source: isSource,
  file: shaped({ mediaType: isText, data: isFileData, ...metadata }),
  extension: shaped({ dialect: isText, value: shaped({ type: isText }) }),
};

const url = shaped({ id: isText, url: isText, title: optional(isText), ...metadata });
const document = shaped({
  id: isText,
  mediaType: isText,
  title: isText,
  filename: optional(isText),
  ...metadata,
});

function isSource(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return value.sourceType === 'url' ? url(value) : value.sourceType === 'document' && document(value);
}

function isFileData(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.type === 'url') return Object.prototype.toString.call(value.url) === '[object URL]';
  return value.type === 'data' && (isText(value.data) || ArrayBuffer.isView(value.data));
}

const isUsage = (value: unknown) => isRecord(value) && Object.values(value).every(optional(isNumber));
const isWarnings = shaped({ dialect: isText, items: Array.isArray });
const isDate: Check = (value) => Object.prototype.toString.call(value) === '[object Date]';

const isResponse = shaped({
  parts: listOf(isResponsePart),
  finishReason: isFinishReason,
  rawFinishReason: optional(isText),
  usage: optional(isUsage),
  providerMetadata: optional(isMetadata),
  modelId: optional(isText),
  timestamp: optional(isDate),
  structuredOutputText: optional(isText),
  warnings: optional(isWarnings),
});

// A result without its call makes the AI SDK throw.
function hasNoOrphan(parts: unknown): boolean {
  if (!Array.isArray(parts)) return false;
  const calls = new Set<unknown>();
  return parts.every((part: unknown) => {
    if (!isRecord(part)) return false;
    if (part.type === 'tool-call') calls.add(part.toolCallId);
    return part.type !== 'tool-result' || calls.has(part.toolCallId);
  });
}

/** Whether a value of unknown origin is a part of an answer. */
export function isResponsePart(value: unknown): value is ResponsePart {
  return (
    isRecord(value) &&
    typeof value.type === 'string' &&
    Object.hasOwn(parts, value.type) &&
    parts[value.type]?.(value) === true
  );
}

/** Whether a value of unknown origin is a word for how an answer ended. */
export function isFinishReason(value: unknown): value is FinishReason {
  return finishReasons.has(value);
}

/** Whether a value of unknown origin is a provider's metadata. */
export function isProviderMetadata(value: unknown): value is ProviderMetadata {
  return isMetadata(value);
}

/** Whether a value of unknown origin is a whole answer: what is damaged, or from another version, is not replayed. */
export function isCachedResponse(value: unknown): value is CachedResponse {
  return isResponse(value) && isRecord(value) && hasNoOrphan(value.parts);
}
