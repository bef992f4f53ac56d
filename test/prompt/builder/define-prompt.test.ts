import { describe, expect, expectTypeOf, it } from 'vitest';
import { type AnySegment, definePrompt, segment } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';

const target = { provider: 'anthropic.messages', model: 'claude-sonnet-4-5' };
/** Segments whose order the compiler doesn't know. */
const anyOrder = (...segments: readonly AnySegment[]) => definePrompt({ id: 'p', version: '1', segments });

describe('the order of segments', () => {
  it('is refused when a more stable segment stands behind a less stable one', () => {
    expect(() =>
      anyOrder(
        segment.turn('ask', () => 'Hi'),
        segment.static('rules', 'Be kind.'),
      ),
    ).toThrow('the most stable first; "rules" (static) stands after "ask" (turn)');
  });

  it('does not compile when it is wrong and the types are known', () => {
    expect(() =>
      definePrompt({
        id: 'p',
        version: '1',
        segments: [
          segment.tenant('company', () => 'Acme'),
          // @ts-expect-error a static segment can't stand after a tenant segment
          segment.static('rules', 'Be kind.'),
        ],
      }),
    ).toThrow('the most stable first');
  });

  it('takes several segments of one stability', () => {
    const two = definePrompt({
      id: 'p',
      version: '1',
      segments: [segment.static('a', 'A'), segment.static('b', 'B')],
    });
    expect(
      two
        .plan({}, target)
        .toAISDK()
        .instructions.map(({ content }) => content),
    ).toEqual(['A', 'B']);
  });

  it('takes one history and one use of each name', () => {
    expect(() => anyOrder(segment.history('one'), segment.history('two'))).toThrow('at most one history');
    expect(() => anyOrder(segment.static('a', 'A'), segment.static('a', 'B'))).toThrow('"a" occurs twice');
    expect(() => segment.static('', 'A')).toThrow('"segment.name" is not valid');
  });
});

describe('the values of a plan', () => {
  const prompt = definePrompt({
    id: 'p',
    version: '1',
    segments: [
      segment.tenant('company', (values: { company: string }) => values.company),
      segment.history('messages'),
      segment.turn('ask', (values: { question: string }) => values.question),
    ],
  });

  it('are those of all segments together', () => {
    expectTypeOf<Parameters<typeof prompt.plan>[0]>().toHaveProperty('company').toEqualTypeOf<string>();
    expectTypeOf<Parameters<typeof prompt.plan>[0]>().toHaveProperty('question').toEqualTypeOf<string>();
    // @ts-expect-error the question is missing
    expect(() => prompt.plan({ company: 'Acme', messages: [] }, target).toAISDK()).not.toThrow(TypeError);
  });

  it('must hold the history as a list', () => {
    const values = JSON.parse('{"company": "Acme", "question": "Hi", "messages": "none"}');
    expect(() => prompt.plan(values, target)).toThrow(
      '"values.messages" is not valid: expected a list of messages',
    );
  });

  it('leave out a segment that renders no text', () => {
    const { instructions } = prompt.plan({ company: '', question: 'Hi', messages: [] }, target).toAISDK();
    expect(instructions).toEqual([]);
  });
});

describe("a plan's report", () => {
  const prompt = definePrompt({
    id: 'p',
    version: '3',
    segments: [
      segment.static('rules', prose('support', 1500)),
      segment.session('customer', (values: { customer: string }) => values.customer),
      segment.history('history'),
      segment.turn('ask', () => 'Hello?', { repeats: true }),
    ],
  });
  const values = { customer: 'Ada', history: [] };

  it('tells tokens, markers, and what the first and the next call read and write', () => {
    const { report } = prompt.plan(values, { ...target, countTokens: (text) => text.length });
    const rules = prose('support', 1500).length;
    expect(report.segments).toEqual([
      { name: 'rules', stability: 'static', tokens: rules, characters: rules },
      { name: 'customer', stability: 'session', tokens: 3, characters: 3 },
      { name: 'ask', stability: 'turn', tokens: 6, characters: 6 },
    ]);
    expect(report.expected).toEqual({
      first: { read: 0, written: rules + 9, uncached: 0 },
      next: { read: rules + 3, written: 6, uncached: 0 },
    });
    expect(report.warnings).toEqual([]);
  });

  it.each([
    ['anthropic', 'claude-sonnet-4-5', undefined, 2],
    ['anthropic', 'claude-sonnet-4-5', '20m', 3],
    ['openai', 'gpt-5.6', undefined, 2],
    ['openai', 'gpt-4o', undefined, 1],
  ] as const)('tells that %s %s with a gap of %s pays from call %i on', (provider, model, gap, calls) => {
    expect(prompt.plan(values, { provider, model, ...(gap && { gap }) }).report.breakEvenCalls).toBe(calls);
  });

  it('warns of a gap longer than any lifetime', () => {
    const { report } = prompt.plan(values, { ...target, gap: '3h' });
    expect(report.warnings).toMatchObject([{ code: 'gap-exceeds-lifetime' }]);
    // @ts-expect-error
    expect(() => prompt.plan(values, { ...target, gap: 'soon' })).toThrow('"gap" is not valid');
  });

  it.each([
    ['a date', 'Today is 2026-11-23.', 'date', 9],
    ['a date-time', 'Now: 2026-11-23T09:15:00Z', 'date', 5],
    ['a date in words', 'It is Monday, November 23, 2026', 'date', 6],
    ['a clock time', 'The time is 09:15:02', 'time', 12],
    ['a uuid', 'id 3f2b8c1e-9d4a-4f6b-8a2e-1c5d7e9f0a3b', 'uuid', 3],
    ['seconds since 1970', 'at 1795424400', 'epoch', 3],
    ['milliseconds since 1970', 'at 1795424400000', 'epoch', 3],
  ])('warns of %s in a segment that should stay the same', (_name, customer, kind, index) => {
    const { warnings } = prompt.plan({ ...values, customer }, target).report;
    expect(warnings).toMatchObject([{ code: 'volatile-text', segment: 'customer' }]);
    expect(warnings[0]?.message).toContain(`a ${kind} at character ${index}`);
  });

  it.each([
    'Call 0047 22 33 44 55.',
    'Version 1.5.2',
    'Order 1234567890123456',
    'Room 12:30',
  ])('does not warn of %j', (customer) => {
    expect(prompt.plan({ ...values, customer }, target).report.warnings).toEqual([]);
  });

  it('quotes no text of the prompt in its warnings', () => {
    const { report } = prompt.plan({ ...values, customer: 'Secret 2026-11-23' }, target);
    expect(JSON.stringify(report.warnings)).not.toMatch(/Secret|2026-11-23/);
  });

  it('counts files as nothing, and says so', () => {
    const history = [
      { role: 'user', content: [{ type: 'file', mediaType: 'image/png', data: new Uint8Array(4) }] },
    ];
    expect(prompt.plan({ ...values, history }, target).report.warnings.map(({ code }) => code)).toEqual([
      'unestimated-part',
    ]);
  });
});

describe('the routing key', () => {
  const prompt = definePrompt({
    id: 'support',
    version: '1',
    segments: [
      segment.tenant('company', (values: { company: string }) => values.company),
      segment.session('customer', (values: { customer: string }) => values.customer),
    ],
  });
  const key = (company: string, customer: string, own?: string) =>
    prompt
      .plan({ company, customer }, { provider: 'openai', model: 'gpt-4o', ...(own && { key: own }) })
      .toAISDK().providerOptions.openai?.promptCacheKey;

  it('is one for a tenant, whatever the session', () => {
    expect(key('Acme', 'Ada')).toBe(key('Acme', 'Grace'));
    expect(key('Acme', 'Ada')).not.toBe(key('Globex', 'Ada'));
  });

  it('can be given, and is cut to 64 characters without two becoming one', () => {
    expect(key('Acme', 'Ada', 'chat-7')).toBe('chat-7');
    const [left, right] = [
      key('Acme', 'Ada', `${'x'.repeat(80)}1`),
      key('Acme', 'Ada', `${'x'.repeat(80)}2`),
    ];
    expect(String(left)).toHaveLength(64);
    expect(left).not.toBe(right);
  });
});
