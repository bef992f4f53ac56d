import { describe, expect, it } from 'vitest';
import { draftRequest } from '../../../src/prompt/draft/draft-request.ts';
import { fingerprint, type PromptFingerprint } from '../../../src/prompt/drift/prompt-fingerprint.ts';
import {
  type AnySegment,
  definePrompt,
  explainDrift,
  type SimpleMessage,
  segment,
} from '../../../src/prompt/index.ts';
import { estimateTokens, textMeasurer } from '../../../src/prompt/text/measured-text.ts';
import { lookupOrder, openTicket, prose } from '../support-prompt.ts';

interface Values {
  readonly company?: string;
  readonly customer?: string;
  readonly history?: readonly SimpleMessage[];
  readonly question?: string;
}
const chat: readonly SimpleMessage[] = [
  { role: 'user', content: 'Hello' },
  { role: 'assistant', content: 'Hi' },
  { role: 'user', content: 'Do you ship to Norway?' },
  { role: 'assistant', content: 'Yes.' },
];
const segments = [
  segment.static('rules', prose('support', 1000)),
  segment.tenant('company', (values: { company: string }) => values.company),
  segment.session('customer', (values: { customer: string }) => values.customer),
  segment.history('history'),
  segment.turn('question', (values: { question: string }) => values.question, { repeats: true }),
] as const satisfies AnySegment[];
const prompt = definePrompt({ id: 'p', version: '1', tools: { lookupOrder, openTicket }, segments });
const defaults = { company: 'Acme', customer: 'Ada', history: chat, question: 'Where is it?' };
const plan = (values: Values = {}, target: object = {}) =>
  prompt.plan({ ...defaults, ...values }, { provider: 'openai.responses', model: 'gpt-5.6', ...target });

describe('explainDrift', () => {
  it('finds nothing when a conversation only went on', () => {
    const later: SimpleMessage[] = [
      ...chat,
      { role: 'user', content: 'Where is it?' },
      { role: 'assistant', content: 'Here.' },
    ];
    expect(explainDrift(plan(), plan({ history: later, question: 'Thanks!' }))).toEqual({
      prefix: 'kept',
      cause: 'unknown',
      settings: [],
      tokensLost: 0,
    });
  });

  it('finds a changed date, at its character and token', () => {
    const at = (time: string) =>
      plan({ customer: `${'x'.repeat(200)} It is 2026-11-23T09:00:${time}Z.` }).fingerprint({
        keepText: true,
      });
    const drift = explainDrift(at('00'), at('30'));
    expect(drift).toMatchObject({
      prefix: 'changed',
      cause: 'date-changed',
      at: { segment: 'customer', character: 224, exact: true },
    });
    expect(drift.at?.token).toBeGreaterThan(1000);
    expect(drift.tokensLost).toBeGreaterThan(20);
  });

  it('finds it within 64 characters from digests alone', () => {
    const at = (time: string) => plan({ customer: `${'x'.repeat(200)} It is 2026-11-23T09:00:${time}Z.` });
    expect(explainDrift(at('00'), at('30'))).toMatchObject({
      cause: 'date-changed',
      at: { character: 192, exact: false },
    });
  });

  it('finds a changed id', () => {
    const id = (last: string) => plan({ customer: `Request 3f2b8c1e-9d4a-4f6b-8a2e-1c5d7e9f0a3${last}` });
    expect(explainDrift(id('a'), id('b')).cause).toBe('id-changed');
  });

  it("finds changed text in a tenant's segment", () => {
    expect(explainDrift(plan(), plan({ company: 'Acne' }))).toMatchObject({
      cause: 'text-changed',
      at: { segment: 'company' },
    });
  });

  it('finds a segment that is there only sometimes', () => {
    expect(explainDrift(plan(), plan({ company: '' }))).toMatchObject({
      cause: 'segment-added-or-removed',
      at: { segment: 'company' },
    });
  });

  it('finds an edited history', () => {
    const edited = chat.map((message, index) =>
      index === 1 ? { ...message, content: 'Hello there' } : message,
    );
    expect(explainDrift(plan(), plan({ history: edited }))).toMatchObject({
      cause: 'history-edited',
      at: { segment: 'history' },
    });
  });

  it('finds a history that lost its beginning', () => {
    expect(explainDrift(plan(), plan({ history: chat.slice(2) })).cause).toBe('history-truncated');
  });

  it('finds changed tools', () => {
    const other = definePrompt({ id: 'p', version: '1', tools: { lookupOrder }, segments });
    const after = other.plan(defaults, { provider: 'openai.responses', model: 'gpt-5.6' });
    expect(explainDrift(plan(), after)).toMatchObject({
      cause: 'tools-changed',
      at: { segment: 'openTicket' },
    });
  });

  it('finds tools in another order', () => {
    const before = plan().fingerprint();
    const [first, second, ...rest] = before.blocks;
    if (first === undefined || second === undefined) throw new Error('The prompt has two tools.');
    expect(explainDrift(before, { ...before, blocks: [second, first, ...rest] })).toMatchObject({
      cause: 'tools-reordered',
      at: { character: 0, token: 0 },
    });
  });

  it('finds another model', () => {
    expect(explainDrift(plan(), plan({}, { model: 'gpt-5.4' })).cause).toBe('model-changed');
  });

  it('finds changed settings, and names them', () => {
    const effort = (reasoningEffort: string) =>
      plan({}, { providerOptions: { openai: { reasoningEffort, textVerbosity: 'low' } } });
    expect(explainDrift(effort('low'), effort('high'))).toMatchObject({
      prefix: 'kept',
      cause: 'setting-changed',
      settings: ['reasoning-effort'],
    });
  });

  it('finds a changed routing key', () => {
    expect(explainDrift(plan({}, { key: 'a' }), plan({}, { key: 'b' }))).toMatchObject({
      cause: 'cache-key-changed',
      settings: ['cache-key'],
    });
  });

  describe('sees what changed beside the text', () => {
    const measure = textMeasurer(estimateTokens);
    const target = { provider: 'openai', model: 'gpt-5.6' };
    const image = (byte: number) => ({
      role: 'user',
      content: [{ type: 'file', mediaType: 'image/png', data: new Uint8Array([137, 80, byte]) }],
    });
    const call = (input: object, toolCallId = 'call_1') => ({
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId, toolName: 'lookup', input }],
    });
    const result = (type: string, toolCallId = 'call_1') => ({
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId, toolName: 'lookup', output: { type, value: 'late' } }],
    });
    const reasoning = (signature: string) => ({
      role: 'assistant',
      content: [{ type: 'reasoning', text: 'Hm.', providerOptions: { anthropic: { signature } } }],
    });
    const link = (url: string) => ({ role: 'user', content: [{ type: 'image_url', image_url: { url } }] });
    /** The fingerprint of a request as it is sent, stored and read again. */
    const stored = (prompt: object[]): PromptFingerprint =>
      JSON.parse(
        JSON.stringify(
          fingerprint({
            ...target,
            draft: draftRequest({ prompt }, measure),
            rules: undefined,
            providerOptions: undefined,
          }),
        ),
      );

    it.each([
      ['the order of keys', [call({ a: 1, b: 2 })], [call({ b: 2, a: 1 })], 'keys-reordered'],
      ['another image', [image(1)], [image(2)], 'file-changed'],
      ['another address of an image', [link('https://a/1')], [link('https://a/2')], 'file-changed'],
      ['the id of a call', [call({ a: 1 })], [call({ a: 1 }, 'call_2')], 'id-changed'],
      ['the id of a result', [result('text')], [result('text', 'call_2')], 'id-changed'],
      ["a result's type", [result('text')], [result('error-text')], 'result-type-changed'],
      ['a signature', [reasoning('x')], [reasoning('y')], 'signature-changed'],
    ])('as %s', (_what, before, after, cause) => {
      expect(explainDrift(stored(before), stored(after))).toMatchObject({
        prefix: 'changed',
        cause,
        at: { segment: 'messages', character: 0 },
      });
      expect(explainDrift(stored(before), stored(before))).toMatchObject({
        prefix: 'kept',
        cause: 'unknown',
      });
    });

    it('but no marker of its own', () => {
      const marked = {
        ...call({ a: 1 }),
        providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
      };
      expect(explainDrift(stored([call({ a: 1 })]), stored([marked])).prefix).toBe('kept');
    });
  });

  it("takes the provider's word where it gives one", () => {
    const providerMetadata = {
      openai: {
        promptCacheDiagnostics: { type: 'miss', reason: 'service_tier_changed', cache_missed_tokens: 900 },
      },
    };
    expect(explainDrift(plan(), plan(), { providerMetadata })).toMatchObject({
      cause: 'setting-changed',
      provider: { reason: 'service_tier_changed', missedTokens: 900 },
    });
  });

  it('keeps the finer finding when the provider says the same in general', () => {
    const providerMetadata = {
      openai: { promptCacheDiagnostics: { type: 'miss', reason: 'input_changed' } },
    };
    expect(explainDrift(plan(), plan({ history: chat.slice(2) }), { providerMetadata }).cause).toBe(
      'history-truncated',
    );
  });
});

describe('a fingerprint', () => {
  it('holds no text of the prompt, and survives JSON', () => {
    const before = plan({ customer: 'A secret name' }).fingerprint();
    const stored = JSON.stringify(before);
    expect(stored).not.toMatch(/secret|Norway|Acme|working day/);
    expect(explainDrift(JSON.parse(stored), plan({ customer: 'A secret name' })).prefix).toBe('kept');
  });

  it('holds the text when that is asked for', () => {
    expect(JSON.stringify(plan({ customer: 'A secret name' }).fingerprint({ keepText: true }))).toContain(
      'A secret name',
    );
  });
});
