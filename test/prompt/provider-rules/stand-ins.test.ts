import { describe, expect, it } from 'vitest';
import { anthropicRules } from '../../../examples/prompt/anthropic-rules.ts';
import { openaiAutomaticRules } from '../../../examples/prompt/openai-automatic-rules.ts';
import { openaiBreakpointRules } from '../../../examples/prompt/openai-breakpoint-rules.ts';

/** `tokens` tokens by the stand-ins' count. */
const long = (letter: string, tokens: number) => letter.repeat(tokens * 4);
const control = (ttl?: string) => ({ cache_control: { type: 'ephemeral', ...(ttl && { ttl }) } });
const minute = 60_000;

describe('the stand-in for Anthropic', () => {
  const text = (content: string, marker: object = {}) => ({ type: 'text', text: content, ...marker });
  const body = (system: object[], messages: object[][] = [[text('hi')]], more: object = {}) => ({
    model: 'm',
    system,
    messages: messages.map((content) => ({ role: 'user', content })),
    ...more,
  });

  it('reads what was written at a marker, and nothing without one', () => {
    const rules = anthropicRules();
    expect(rules(body([text(long('a', 1500))]), 0)).toMatchObject({ read: 0, written: 0 });
    const first = rules(body([text(long('a', 1500), control())]), 0);
    expect(first).toMatchObject({ read: 0 });
    expect(first.written).toBeGreaterThan(1500);
    expect(rules(body([text(long('a', 1500), control())], [[text('other')]]), 1)).toMatchObject({
      read: first.written,
      written: 0,
    });
  });

  it('forgets after five minutes, and keeps what is read', () => {
    const rules = anthropicRules();
    const request = body([text(long('a', 1500), control())]);
    rules(request, 0);
    expect(rules(request, 4 * minute).read).toBeGreaterThan(0);
    expect(rules(request, 8 * minute).read).toBeGreaterThan(0);
    expect(rules(request, 14 * minute).read).toBe(0);
  });

  it('caches nothing below its minimum', () => {
    const rules = anthropicRules();
    const request = body([text(long('a', 900), control())]);
    rules(request, 0);
    expect(rules(request, 1)).toMatchObject({ read: 0, written: 0 });
  });

  it('looks 20 blocks back from a marker, not further', () => {
    const filler = (count: number) => Array.from({ length: count }, (_, index) => text(`block ${index}`));
    for (const [count, found] of [
      [19, true],
      [20, false],
    ] as const) {
      const rules = anthropicRules();
      rules(body([text(long('a', 1500), control())]), 0);
      const later = rules(body([text(long('a', 1500))], [[...filler(count), text('end', control())]]), 1);
      expect(later.read > 0).toBe(found);
    }
  });

  it('refuses five markers, and a longer lifetime behind a shorter one', () => {
    const four = [1, 2, 3, 4].map((index) => text(`${index}`, control()));
    expect(() => anthropicRules()(body(four, [[text('x', control())]]), 0)).toThrow('maximum of 4');
    expect(() => anthropicRules()(body(four, [[text('x')]], control()), 0)).toThrow('maximum of 4');
    expect(() => anthropicRules()(body([text('a', control()), text('b', control('1h'))]), 0)).toThrow(
      'longer ttl',
    );
  });
});

describe('the stand-in for OpenAI before 5.6', () => {
  const body = (start: string, key = 'k') => ({
    prompt_cache_key: key,
    input: [{ role: 'user', content: start }],
  });

  it('reads in steps of 128 from 1,024 tokens', () => {
    const rules = openaiAutomaticRules();
    rules(body(long('a', 3000)), 0);
    expect(rules(body(`${long('a', 2000)}b`), 1).read).toBe(1920);
    expect(rules(body(`${long('a', 900)}c`), 1).read).toBe(0);
  });

  it('goes to another machine with another key', () => {
    const rules = openaiAutomaticRules();
    rules(body(long('a', 3000)), 0);
    expect(rules(body(long('a', 3000), 'other'), 1).read).toBe(0);
  });

  it('refuses the options of newer models', () => {
    expect(() =>
      openaiAutomaticRules()({ ...body('a'), prompt_cache_options: { mode: 'explicit' } }, 0),
    ).toThrow('does not support');
  });
});

describe('the stand-in for OpenAI from 5.6 on', () => {
  const breakpoint = { prompt_cache_breakpoint: { mode: 'explicit' } };
  const part = (content: string, marker: object = {}) => ({ type: 'input_text', text: content, ...marker });
  const body = (parts: object[], mode?: string) => ({
    model: 'm',
    input: [
      { role: 'developer', content: parts },
      { role: 'user', content: 'tail' },
    ],
    ...(mode && { prompt_cache_options: { mode } }),
  });
  const changedTail = (request: ReturnType<typeof body>) => ({
    ...request,
    input: [request.input[0], { role: 'user', content: 'other' }],
  });

  it('caches nothing in explicit mode without a breakpoint', () => {
    const rules = openaiBreakpointRules();
    rules(body([part(long('a', 2000))], 'explicit'), 0);
    expect(rules(body([part(long('a', 2000))], 'explicit'), 1)).toMatchObject({ read: 0, written: 0 });
  });

  it('loses a stable beginning with a changed tail in implicit mode, and keeps it with a breakpoint', () => {
    const implicit = openaiBreakpointRules();
    const plain = body([part(long('a', 2000))]);
    implicit(plain, 0);
    expect(implicit(changedTail(plain), 1).read).toBe(0);
    const explicit = openaiBreakpointRules();
    const marked = body([part(long('a', 2000), breakpoint)], 'explicit');
    explicit(marked, 0);
    expect(explicit(changedTail(marked), 1).read).toBeGreaterThan(2000);
  });

  it('writes the latest four of five breakpoints', () => {
    const rules = openaiBreakpointRules();
    const parts = [1, 2, 3, 4, 5].map((index) => part(long(String(index), 1100), breakpoint));
    rules(body(parts, 'explicit'), 0);
    expect(rules(body([...parts.slice(0, 1), part('x')], 'explicit'), 1).read).toBe(0);
    expect(rules(body([...parts.slice(0, 2), part('x')], 'explicit'), 1).read).toBeGreaterThan(2200);
  });
});
