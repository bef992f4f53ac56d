import { describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../../src/errors.ts';
import { createCache } from '../../src/index.ts';
import { agrees, assertPolicy, bypassReason } from '../../src/policy/policy.ts';
import { refusal } from '../../src/policy/refusal.ts';
import type { CachedResponse, ToolCallPart } from '../../src/response/cached-response.ts';
import { textResponse } from '../../src/response/text-response.ts';

const request = { provider: 'openai', model: 'gpt-4o-mini', question: 'Why?' };
const call = (input: string, more: Partial<ToolCallPart> = {}): CachedResponse => ({
  parts: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'search', input, ...more }],
  finishReason: 'tool-calls',
});
const begun = call('{}', { providerExecuted: true });
const said = { type: 'text', text: 'It is cold.' } as const;
const source = { type: 'source', sourceType: 'url', id: 's1', url: 'https://example.org/' } as const;
const found = { type: 'tool-result', toolCallId: 'c1', toolName: 'search', result: 1 } as const;

describe('an answer is refused', () => {
  it.each(['{"city":', 'city=Oslo', '{]'])('when a tool is called with %s', (input) => {
    expect(refusal(request, call(input), {})).toBe('invalid-arguments');
  });

  it.each(['', ' ', '{}', '{"city":"Oslo"}', '"free text"'])('not when it is called with %s', (input) => {
    expect(refusal(request, call(input), {})).toBeUndefined();
  });

  it.each(['pause_turn', 'pause', 'max_tokens', 'incomplete'])('when `stop` stands for %s', (word) => {
    expect(refusal(request, { ...textResponse('So'), rawFinishReason: word }, {})).toBe('unfinished');
  });

  it.each([
    ['has no result', []],
    ['has a result that is not the last', [{ ...found, preliminary: true }]],
    ['has the result of another call', [{ ...found, toolCallId: 'c2' }]],
  ])('when a tool that the provider runs %s', (_, results) => {
    for (const finishReason of ['stop', 'tool-calls'] as const) {
      const paused = { parts: [...begun.parts, ...results], finishReason };
      expect(refusal(request, paused, { providerTools: true })).toBe('unfinished');
    }
  });

  it.each([
    ['nothing', [], 'unfinished'],
    ['its sources and thoughts only', [source, { type: 'reasoning', text: 'So.' }], 'unfinished'],
    ['the answer', [source, said], undefined],
  ] as const)('when a `stop` without a word of the provider has behind a result %s', (_, behind, reason) => {
    const answer = { parts: [...begun.parts, found, ...behind], finishReason: 'stop' } as const;
    expect(refusal(request, answer, { providerTools: true })).toBe(reason);
    const ended = { ...answer, rawFinishReason: 'end_turn' };
    expect(refusal(request, ended, { providerTools: true })).toBeUndefined();
  });

  it('when the provider ran a tool, unless the policy names it', () => {
    const result: CachedResponse = { parts: [found, said], finishReason: 'stop' };
    const ran: CachedResponse = { parts: [...begun.parts, found, said], finishReason: 'stop' };
    for (const response of [ran, result]) {
      expect(refusal(request, response, {})).toBe('provider-tools');
      expect(refusal(request, response, { providerTools: ['code'] })).toBe('provider-tools');
      expect(refusal(request, response, { providerTools: ['search'] })).toBeUndefined();
      expect(refusal(request, response, { providerTools: true })).toBeUndefined();
    }
  });
});

describe("the user's callbacks", () => {
  const answers: readonly unknown[] = [undefined, null, 'yes', 1, {}, Promise.resolve(true), false];
  it.each(answers)('count as a no unless they give true: %s', (answer) => {
    expect(agrees(() => answer)).toBe(false);
  });

  it('may reject without ending the process', async () => {
    expect(agrees(() => Promise.reject(new Error('no')))).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('`read` is awaited, and only true lets a request in', async () => {
    expect(await bypassReason(request, { read: async () => false })).toBe('policy');
    expect(await bypassReason(request, { read: async () => true })).toBeUndefined();
    expect(await bypassReason(request, { read: () => Promise.reject(new Error('no')) })).toBe('policy');
  });

  it('`store` must answer at once', () => {
    const policy: object = { store: async () => true };
    expect(() => createCache({ policy })).toThrow(InvalidOptionError);
  });

  it.each([
    { maxTemperature: -1 },
    { maxTemperature: '1' },
    { providerTools: 'search' },
    { read: true },
  ])('and options are checked: %s', (policy: object) => {
    expect(() => assertPolicy(policy)).toThrow(InvalidOptionError);
  });
});
