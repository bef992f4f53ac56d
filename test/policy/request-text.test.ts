import { describe, expect, it } from 'vitest';
import { PATTERN_TEXT_LIMIT, requestText } from '../../src/policy/request-text.ts';

const base = { provider: 'openai', model: 'gpt-4o-mini' };

describe('the text of a request', () => {
  it('is the question, then the texts of the context, a line each', () => {
    const context = { system: 'Be brief.', turns: [{ role: 'user', parts: [{ text: 'Hi.' }] }], seed: 7 };
    expect(requestText({ ...base, question: 'Why?', context })).toEqual({
      text: 'Why?\nBe brief.\nuser\nHi.',
      truncated: false,
    });
  });

  it('is bounded, and says so', () => {
    const { text, truncated } = requestText({ ...base, question: 'Why?', context: 'x'.repeat(20_000) });
    expect([text.length, text.startsWith('Why?\nx'), truncated]).toEqual([PATTERN_TEXT_LIMIT, true, true]);
  });

  it('is empty for a request without any, and reads no bytes', () => {
    expect(requestText({ ...base, context: { image: new Uint8Array(4) } })).toEqual({
      text: '',
      truncated: false,
    });
  });

  it('comes to an end for a context that holds itself', () => {
    const context: Record<string, unknown> = { system: 'Be brief.' };
    context.self = context;
    expect(requestText({ ...base, context }).text).toBe('Be brief.');
  });
});
