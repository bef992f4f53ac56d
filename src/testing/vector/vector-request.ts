import type { RestReply } from '../rest/rest-service.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A request that the service refuses, with the status and the message of its reply. */
export class VectorRequestError extends Error {
  override readonly name = 'VectorRequestError';
  readonly reply: RestReply;

  constructor(status: number, message: string) {
    super(message);
    this.reply = { status, body: { error: message, status } };
  }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws VectorRequestError 400 */
export function fieldsOf(body: unknown): Fields {
  if (!isFields(body)) throw new VectorRequestError(400, 'Expected an object');
  return body;
}

/** One object or an array of them. */
export function batchOf(body: unknown): readonly Fields[] {
  const batch = Array.isArray(body) ? body : [body];
  if (batch.length > 1_000) throw new VectorRequestError(422, 'Batch size exceeds the limit of 1000');
  return batch.map(fieldsOf);
}

/** Ids may be numbers; they come back as texts. */
export function idOf(value: unknown): string {
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id !== 'string' || id === '') throw new VectorRequestError(422, 'Vector id cannot be empty');
  if (id.length > 1_000) throw new VectorRequestError(422, 'Vector id exceeds the limit of 1000 characters');
  return id;
}

export function idsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new VectorRequestError(400, 'Expected ids');
  return value.map(idOf);
}

export function vectorOf(value: unknown, dimensions: number): readonly number[] {
  if (!Array.isArray(value)) throw new VectorRequestError(422, 'A dense vector is required for this index');
  const numbers = value.filter((item): item is number => typeof item === 'number' && Number.isFinite(item));
  if (numbers.length !== value.length) throw new VectorRequestError(400, 'A vector holds numbers');
  if (numbers.length !== dimensions) {
    throw new VectorRequestError(422, `Invalid vector dimension: ${numbers.length}, expected: ${dimensions}`);
  }
  return numbers;
}

const utf8Bytes = (text: string) => Buffer.byteLength(text, 'utf8');

/** 48 KB, the limit of all plans. */
export function metadataOf(value: unknown): Fields | undefined {
  if (value === undefined || value === null) return undefined;
  const metadata = fieldsOf(value);
  if (utf8Bytes(JSON.stringify(metadata)) > 48 * 1024) {
    throw new VectorRequestError(422, 'Metadata size exceeds the limit of 48KB');
  }
  return metadata;
}

/** 1 MB, the limit of all plans. */
export function dataOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new VectorRequestError(400, 'Data is a text');
  if (utf8Bytes(value) > 1024 * 1024) throw new VectorRequestError(422, 'Data size exceeds the limit of 1MB');
  return value;
}

export function countOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 1_000) {
    throw new VectorRequestError(422, `${name} must be between 1 and 1000`);
  }
  return value;
}
