import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLlmKey } from '../../src/langchain/base-cache/llm-key.ts';
import { promptText } from '../../src/langchain/base-cache/prompt-text.ts';

/** As core writes it: `_getSerializedCacheKeyParametersForCall` of `@langchain/core` 1.4. */
function written(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}:${JSON.stringify(value)}`)
    .sort()
    .join(',');
}

describe('parseLlmKey', () => {
  it('reads what core has written, whatever its texts hold', () => {
    const names = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/).filter((name) => name !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (values) => {
        const json: unknown = JSON.parse(JSON.stringify(values));
        expect(parseLlmKey(written(values))).toEqual(json);
      }),
    );
  });

  it('reads what JSON can not say as nothing', () => {
    expect(parseLlmKey('a:1,writer:undefined,z:"b"')).toEqual({ a: 1, writer: undefined, z: 'b' });
  });

  it.each(['gpt-4o', ':1', 'a:{"b":1', 'a:"b', 'a:1}', 'a:1,,b:2', 'a:1 b:2'])('refuses %s', (key) => {
    expect(parseLlmKey(key)).toBeUndefined();
  });
});

describe('promptText', () => {
  it.each([
    ['Human: hi', { prefix: 'Human: ', question: 'hi' }],
    ['System: be nice\nHuman: hi', { prefix: 'System: be nice\nHuman: ', question: 'hi' }],
    ['Human: a\nAI: b\nHuman: two\nlines', { prefix: 'Human: a\nAI: b\nHuman: ', question: 'two\nlines' }],
    ['Human: a\nAI: b', { prefix: 'Human: a\nAI: b' }],
    ['Human: a\nTool: weather, cold', { prefix: 'Human: a\nTool: weather, cold' }],
    ['Human: a\nmy own role: b', { prefix: 'Human: a\nmy own role: b' }],
    ['System: only', { prefix: 'System: only' }],
    ['Human: ', { prefix: 'Human: ' }],
  ])('cuts %j', (prompt, parts) => {
    expect(promptText(prompt)).toEqual(parts);
  });

  it('loses nothing, wherever it cuts', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('Human: ', 'AI: ', 'System: x', 'Human: a', ''));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const prompt = lines.join('\n');
        const { prefix, question = '' } = promptText(prompt);
        expect(prefix + question).toBe(prompt);
      }),
    );
  });
});
