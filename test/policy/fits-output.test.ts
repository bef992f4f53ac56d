import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fitsOutput } from '../../src/policy/fits-output.ts';

const asked = (schema: z.ZodType) =>
  ({ type: 'json', schema: z.toJSONSchema(schema, { io: 'input' }) }) as const;

describe('a structured output', () => {
  const accepted: readonly (readonly [string, z.ZodType, unknown])[] = [
    ['an international address', z.object({ url: z.url() }), { url: 'https://bücher.example/straße' }],
    ['what is caught', z.object({ count: z.number().catch(0) }), { count: 'many' }],
    ['what is caught when it is missing', z.object({ count: z.number().catch(0) }), {}],
    ['what is coerced', z.object({ count: z.coerce.number() }), { count: '3' }],
    ['what is prepared', z.object({ count: z.preprocess(Number, z.number()) }), { count: '3' }],
    ['what is stripped', z.strictObject({ a: z.string() }).catch({ a: '' }), { a: 'x', b: 1 }],
    ['surplus keys', z.object({ a: z.string() }), { a: 'x', b: 1 }],
    ['a default', z.object({ a: z.string().default('x') }), {}],
    ['an e-mail address', z.object({ to: z.email() }), { to: 'ann@bücher.example' }],
    ['a list', z.array(z.string()), ['a']],
    ['what is caught in a list', z.array(z.object({ a: z.number().catch(0) })), [{ a: null }, {}]],
    ['what is caught as a whole', z.object({ a: z.number() }).catch({ a: 0 }), { a: 'many', b: 1 }],
    ['nothing where that is named', z.object({ a: z.enum(['x', 'y']).nullable() }), { a: null }],
    ['a named number as a text', z.object({ a: z.preprocess(Number, z.literal([1, 2])) }), { a: '1' }],
    ['what is named, caught', z.object({ a: z.enum(['x']).catch('x') }), { a: 'z' }],
    [
      'one of several shapes',
      z.object({ a: z.union([z.string(), z.object({ b: z.number() })]) }),
      { a: { b: 1 } },
    ],
  ];
  it.each(accepted)('is stored as the SDK takes it: %s', (_, schema, value) => {
    expect(fitsOutput(JSON.stringify(value), asked(schema))).toBe(true);
  });

  it.each([
    ['no JSON', '{"a":', z.object({ a: z.string() })],
    ['no object', '["a"]', z.object({ a: z.string() })],
    ['no list', '{"a":1}', z.array(z.string())],
    ['without what is required', '{"b":"x"}', z.object({ a: z.string() })],
    ['of another type', '{"a":1}', z.object({ a: z.string() })],
    ['of another shape', '{"a":[1]}', z.object({ a: z.object({ b: z.string() }) })],
    ['none of the named', '{"a":"z"}', z.object({ a: z.enum(['x', 'y']) })],
    ['not the one named', '{"a":"z"}', z.object({ a: z.literal('x') })],
    [
      'of another type in a list',
      '{"elements":[{"a":1}]}',
      z.object({ elements: z.array(z.object({ a: z.string() })) }),
    ],
    ['without what is required in a list', '[{"b":1}]', z.array(z.object({ a: z.string() }))],
    [
      'none of the shapes',
      '{"a":{"c":1}}',
      z.object({ a: z.union([z.number(), z.object({ b: z.number() })]) }),
    ],
    ['prose', 'Sure! Here it is: {"a":"x"}', z.object({ a: z.string() })],
  ])('is refused when it is %s', (_, text, schema) => {
    expect(fitsOutput(text, asked(schema))).toBe(false);
  });

  it('is read in time that a pattern of the schema has no part in', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
    expect(fitsOutput(JSON.stringify({ a: `${'a'.repeat(50_000)}!` }), { type: 'json', schema })).toBe(true);
  });
});
