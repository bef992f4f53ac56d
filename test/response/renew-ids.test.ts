import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CachedResponse, ResponsePart } from '../../src/response/cached-response.ts';
import { withFreshToolCallIds } from '../../src/response/renew-ids.ts';

function answer(...parts: ResponsePart[]): CachedResponse {
  return { parts, finishReason: 'tool-calls' };
}

function call(toolCallId: string, more: object = {}): ResponsePart {
  return { type: 'tool-call', toolCallId, toolName: 'weather', input: '{"city":"Oslo"}', ...more };
}

function idOf({ parts: [part] }: CachedResponse): string {
  return part?.type === 'tool-call' ? part.toolCallId : '';
}

describe('a renewed tool-call id', () => {
  it.each([
    ['Mistral', 'D681PevKs', /^[a-zA-Z0-9]{9}$/],
    ['Mistral, by chance digits only', '000000001', /^[a-zA-Z0-9]{9}$/],
    ['OpenAI', 'call_12xyzABCdefGHI34567890ab', /^call_[A-Za-z0-9]{24}$/],
    ['Anthropic', 'toolu_01T1x1fJ34qAmk2tNTrN7Up6', /^toolu_[A-Za-z0-9]{24}$/],
    ['Anthropic on Bedrock', 'toolu_bdrk_01T1x1fJ34qAmk2tNTrN7Up6', /^toolu_bdrk_[A-Za-z0-9]{24}$/],
    ['Bedrock', 'tooluse_kZJMlvQmRJ6eAyJE5GIl7Q', /^tooluse_[A-Za-z0-9]{22}$/],
    ['vLLM', 'chatcmpl-tool-9a0b3c4d5e6f47089a0b3c4d5e6f4708', /^chatcmpl-tool-[0-9a-f]{32}$/],
    [
      'Ollama',
      '6f1d2c3b-4a59-4e68-8f70-91a2b3c4d5e6',
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
    ['Cohere', 'weather_8f2k3jd9sl4m', /^weather_[a-z0-9]{12}$/],
    ['a server that counts', 'call_1', /^call_\d{9}$/],
  ])('keeps the form of %s', (_, id, form) => {
    const ids = [id, ...Array.from({ length: 20 }, () => idOf(withFreshToolCallIds(answer(call(id)))))];
    for (const renewed of ids.slice(1)) expect(renewed).toMatch(form);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is another one whatever its form, with the characters that are no letters where they were', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (id) => {
        fc.pre(!/:\d+$/.test(id));
        const renewed = idOf(withFreshToolCallIds(answer(call(id))));
        const signs = (text: string) => text.replaceAll(/[\dA-Za-z]/g, '');
        expect(renewed).not.toBe(id);
        expect(signs(renewed)).toBe(signs(id));
        expect(renewed.length).toBeGreaterThanOrEqual(id.length);
      }),
    );
  });

  it.each(['      ', '-----------', '.'])('is another one where no character could be: %j', (id) => {
    expect(idOf(withFreshToolCallIds(answer(call(id))))).not.toBe(id);
  });

  it('stays where it is a place in the conversation, which the hit has too', () => {
    expect(idOf(withFreshToolCallIds(answer(call('functions.weather:0'))))).toBe('functions.weather:0');
  });
});

describe('an answer with renewed ids', () => {
  it('keeps the ids of what the provider ran itself', () => {
    const ran = call('srvtoolu_01', { providerExecuted: true });
    const result = {
      type: 'tool-result',
      toolCallId: 'srvtoolu_01',
      toolName: 'weather',
      result: 1,
    } as const;
    const before = answer(ran, result);
    expect(withFreshToolCallIds(before)).toBe(before);
  });

  it('refers to its calls by their new ids, wherever a name says that a text is an id', () => {
    const before: CachedResponse = {
      ...answer(
        call('toolu_01AAAAAAAAAAAAAAAAAAAA'),
        call('toolu_01BBBBBBBBBBBBBBBBBBBB', {
          providerMetadata: {
            anthropic: { caller: { type: 'direct', toolId: 'toolu_01AAAAAAAAAAAAAAAAAAAA' } },
          },
        }),
        {
          type: 'tool-result',
          toolCallId: 'toolu_01AAAAAAAAAAAAAAAAAAAA',
          toolName: 'weather',
          result: { id: 'toolu_01AAAAAAAAAAAAAAAAAAAA', seen: new Uint8Array([1]) },
        },
        {
          type: 'extension',
          dialect: 'v4',
          value: {
            type: 'tool-approval-request',
            approvalId: 'a1',
            toolCallId: 'toolu_01BBBBBBBBBBBBBBBBBBBB',
          },
        },
        {
          type: 'text',
          text: 'toolu_01AAAAAAAAAAAAAAAAAAAA',
          providerMetadata: { x: { ids: ['toolu_01AAAAAAAAAAAAAAAAAAAA'] } },
        },
      ),
      providerMetadata: {
        x: { tool_use_id: 'toolu_01BBBBBBBBBBBBBBBBBBBB', note: 'toolu_01BBBBBBBBBBBBBBBBBBBB' },
      },
    };
    const after = withFreshToolCallIds(before);
    const [first = '', second = ''] = after.parts.map((part) =>
      part.type === 'tool-call' ? part.toolCallId : '',
    );
    expect(first).not.toBe('toolu_01AAAAAAAAAAAAAAAAAAAA');
    expect(after.parts).toMatchObject([
      { toolCallId: first },
      { toolCallId: second, providerMetadata: { anthropic: { caller: { type: 'direct', toolId: first } } } },
      // What a tool gave is data: nothing in it is read as a reference.
      { toolCallId: first, result: { id: 'toolu_01AAAAAAAAAAAAAAAAAAAA', seen: new Uint8Array([1]) } },
      { value: { approvalId: 'a1', toolCallId: second } },
      { text: 'toolu_01AAAAAAAAAAAAAAAAAAAA', providerMetadata: { x: { ids: [first] } } },
    ]);
    expect(after.providerMetadata).toEqual({
      x: { tool_use_id: second, note: 'toolu_01BBBBBBBBBBBBBBBBBBBB' },
    });
  });

  it('changes nothing of the stored one', () => {
    const before = answer(call('D681PevKs', { providerMetadata: { x: { toolId: 'D681PevKs' } } }));
    const copy = structuredClone(before);
    withFreshToolCallIds(before);
    expect(before).toEqual(copy);
  });
});
