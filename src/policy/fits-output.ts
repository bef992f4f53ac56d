import type { RequestedOutput } from '../request/cache-request.ts';

type UnknownRecord = Readonly<Record<string, unknown>>;

/**
 * Whether a text is the JSON that was asked for: it parses, it is an object or a list where the schema says so, and it
 * and all within it have what the schema requires, are of the types asked for, and among the values that are named. The
 * SDK checks the rest by the schema that the user wrote, which may coerce, catch and strip what its JSON form doesn't
 * tell, and what it accepts must be cached: a text may stand for anything but a named text, a member with a default may
 * be anything, and formats, patterns and surplus members aren't looked at (`docs/decisions/0132-structured-output.md`).
 */
export function fitsOutput(text: string, { schema }: RequestedOutput): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  const isOther =
    isRecord(schema) && (schema.type === 'object' || schema.type === 'array') && typeof value === 'string';
  return !isOther && mayBe(schema, value);
}

function mayBe(schema: unknown, value: unknown): boolean {
  if (!isRecord(schema) || 'default' in schema) return schema !== false;
  if (Array.isArray(schema.anyOf)) return schema.anyOf.some((one) => mayBe(one, value));
  if (!isNamed(schema, value)) return false;
  if (typeof value === 'string') return true;
  switch (schema.type) {
    case 'string':
      return false;
    case 'number':
    case 'integer':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value) && value.every((item) => mayBe(schema.items, item));
    case 'object':
      return isRecord(value) && hasMembers(schema, value);
    default:
      return true;
  }
}

// A text may stand for a number or a truth value that is named, not for a named text.
function isNamed({ enum: values, const: only }: UnknownRecord, value: unknown): boolean {
  const named: readonly unknown[] = Array.isArray(values) ? values : only === undefined ? [] : [only];
  if (named.length === 0 || named.some((one) => typeof one === 'object' && one !== null)) return true;
  const coerced = typeof value === 'string' && named.every((one) => typeof one !== 'string');
  return coerced || named.includes(value);
}

function hasMembers(schema: UnknownRecord, value: UnknownRecord): boolean {
  const members: UnknownRecord = isRecord(schema.properties) ? schema.properties : {};
  return (
    requiredNames(schema).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(
      ([name, member]) => !Object.hasOwn(members, name) || mayBe(members[name], member),
    )
  );
}

// A property with a default is filled in where it is missing.
function requiredNames({ required, properties }: UnknownRecord): readonly string[] {
  if (!Array.isArray(required)) return [];
  const known: UnknownRecord = isRecord(properties) ? properties : {};
  return required.filter((name): name is string => {
    const property = typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
    return typeof name === 'string' && !(isRecord(property) && 'default' in property);
  });
}

function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
