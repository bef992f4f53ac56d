import { type Schema, type SchemaDraft, Validator } from '@cfworker/json-schema';
import type { RequestedOutput } from '../request/cache-request.ts';

/**
 * Whether a text is the JSON that was asked for: it parses, and it is valid by the schema, if there is one. A schema
 * that can't be read refuses every text: then nothing is cached rather than something wrong.
 */
export function fitsOutput(text: string, output: RequestedOutput): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return output.schema === undefined || validator(output.schema).validate(value).valid;
  } catch {
    return false;
  }
}

function validator(schema: unknown): Validator {
  if (!isSchema(schema)) throw new TypeError('A JSON Schema is an object or a boolean.');
  return new Validator(schema, draft(schema));
}

function isSchema(value: unknown): value is Schema | boolean {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

// What the AI SDK and LangChain make of a zod schema is draft-07 unless it says otherwise.
function draft(schema: Schema | boolean): SchemaDraft {
  const uri = typeof schema === 'object' && typeof schema.$schema === 'string' ? schema.$schema : '';
  if (uri.includes('2020-12')) return '2020-12';
  return uri.includes('2019-09') ? '2019-09' : '7';
}
