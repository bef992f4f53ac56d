import type { RequestedOutput } from '../request/cache-request.ts';

type UnknownRecord = Readonly<Record<string, unknown>>;

/**
 * Whether a text is the JSON that was asked for: it parses, it is an object or a list where the schema says so, and it
 * has what the schema requires. Types and formats of what is inside are the SDK's to check, by the schema that the user
 * wrote: it may coerce, catch and strip what its JSON form doesn't tell, and what it accepts must be cached
 * (`docs/decisions/0132-structured-output.md`). No pattern of a schema is ever run.
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
  return isRecord(value) && requiredNames(schema).every((name) => Object.hasOwn(value, name));
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
