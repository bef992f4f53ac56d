import type { RequestedOutput } from '../request/cache-request.ts';

type UnknownRecord = Readonly<Record<string, unknown>>;

/**
 * Whether a text is the JSON that was asked for: it parses, it is an object or a list where the schema says so, it has
 * what the schema requires, and its members are of the types asked for. The SDK checks the rest by the schema that the
 * user wrote, which may coerce, catch and strip what its JSON form doesn't tell, and what it accepts must be cached: a
 * text may stand for anything, a member with a default may be anything, and formats, patterns and surplus members
 * aren't looked at (`docs/decisions/0132-structured-output.md`).
 */
export function fitsOutput(text: string, { schema }: RequestedOutput): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  if (schema === false) return false;
  if (!isRecord(schema)) return true;
  if (schema.type === 'array') return Array.isArray(value);
  if (schema.type !== 'object') return true;
  if (!isRecord(value)) return false;
  const members: UnknownRecord = isRecord(schema.properties) ? schema.properties : {};
  return (
    requiredNames(schema).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(
      ([name, member]) => !Object.hasOwn(members, name) || mayBe(members[name], member),
    )
  );
}

function mayBe(schema: unknown, value: unknown): boolean {
  if (typeof value === 'string' || !isRecord(schema) || 'default' in schema) return true;
  switch (schema.type) {
    case 'string':
      return false;
    case 'number':
    case 'integer':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    default:
      return true;
  }
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
