import { NotSerialisableError } from '../errors.ts';
import { MAX_DEPTH, TAG, tagged } from './tagged-value.ts';

/**
 * A value as JSON that is the same for the same value, whatever the order of its keys (and of a Map's or Set's
 * members), and another for every other value: what JSON can't hold is tagged, and lone surrogates stay escaped. Keys
 * sort by UTF-16 code units, as in RFC 8785. `{a: undefined}` and `{}` are two values.
 * @throws NotSerialisableError for functions, symbols, cycles and objects with hidden state.
 */
export function canonicalJson(value: unknown): string {
  return canonical(value, 0);
}

function canonical(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (depth > MAX_DEPTH) throw new NotSerialisableError(`cycle, or nesting deeper than ${MAX_DEPTH}`);
  const tag = tagged(value);
  if (tag !== undefined)
    return `{"${TAG}":"${tag.kind}","value":${payload(tag.kind, tag.payload, depth + 1)}}`;
  if (Array.isArray(value)) return array(value, depth + 1);
  return typeof value === 'object' && value !== null ? object(value, depth + 1) : JSON.stringify(value);
}

function payload(kind: string, value: unknown, depth: number): string {
  switch (kind) {
    case 'object':
      return object(value as object, depth);
    case 'map':
    case 'set':
      return `[${(value as readonly unknown[])
        .map((member) => canonical(member, depth))
        .sort()
        .join(',')}]`;
    default:
      return canonical(value, depth);
  }
}

function array(values: readonly unknown[], depth: number): string {
  let text = '[';
  // By index, since a hole of a sparse array is skipped by the iterating methods.
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += canonical(values[index], depth);
  }
  return `${text}]`;
}

function object(value: object, depth: number): string {
  const record = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(record).sort()) {
    text += `${text === '' ? '{' : ','}${JSON.stringify(key)}:${canonical(record[key], depth)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}
