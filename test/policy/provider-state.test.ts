import { describe, expect, it } from 'vitest';
import { bypassReason } from '../../src/policy/policy.ts';
import { requestProviderState, responseProviderState } from '../../src/policy/provider-state.ts';
import { refusal } from '../../src/policy/refusal.ts';
import type { CachedResponse, ResponsePart } from '../../src/response/cached-response.ts';

const base = { provider: 'openai', model: 'gpt-4o-mini', question: 'And then?' };
const answer = (...parts: ResponsePart[]): CachedResponse => ({ parts, finishReason: 'stop' });

describe('a request that goes on from what its provider keeps', () => {
  const part = (value: object) => ({ messages: [{ role: 'tool', parts: [{ type: 'other', value }] }] });
  const stateful: readonly (readonly [string, object])[] = [
    ['an OpenAI conversation', { providerOptions: { openai: { conversation: 'conv_1' } } }],
    ['an earlier response', { providerOptions: { azure: { previousResponseId: 'resp_1' } } }],
    ['the same under a name of its own', { providerOptions: { mine: { previousResponseId: 'resp_1' } } }],
    ['a Google interaction', { providerOptions: { google: { previousInteractionId: 'i1' } } }],
    ['an Anthropic container', { providerOptions: { anthropic: { container: { id: 'c1' } } } }],
    ['a LangChain parameter', { settings: { langchain: { previous_response_id: 'resp_1' } } }],
    ['a container in LangChain', { settings: { langchain: { container: 'c1' } } }],
    ['model_kwargs', { settings: { langchain: { model_kwargs: { conversation: 'conv_1' } } } }],
    ['modelKwargs', { settings: { langchain: { modelKwargs: { conversation_id: 'conv_1' } } } }],
    ['extraBody', { providerOptions: { openrouter: { extraBody: { conversation: 'conv_1' } } } }],
    ["a tool's container", { tools: [{ type: 'provider', args: { container: 'cntr_1' } }] }],
    ["a LangChain tool's container", { tools: [{ type: 'langchain', tool: { container: 'cntr_1' } }] }],
    ['an approval', part({ type: 'tool-approval-response', approvalId: 'a1', approved: true })],
    ['an approval in LangChain', part({ type: 'mcp_approval_response', approval_request_id: 'a1' })],
  ];
  it.each(stateful)('goes past the cache: %s', async (_, context) => {
    expect(requestProviderState({ ...base, context })).toBe(true);
    expect(await bypassReason({ ...base, context }, {})).toBe('provider-state');
  });

  const stateless: readonly (readonly [string, unknown])[] = [
    ['no context', undefined],
    ['a null', { providerOptions: { openai: { conversation: null } } }],
    ['a new container', { tools: [{ type: 'provider', args: { container: { fileIds: ['f1'] } } }] }],
    ['a schema with such a name', { tools: [{ inputSchema: { properties: { container: {} } } }] }],
    ['a text of that name', { messages: [{ role: 'user', parts: [{ type: 'text', text: 'container' }] }] }],
  ];
  it.each(stateless)('is another than: %s', (_, context) => {
    expect(requestProviderState({ ...base, context })).toBe(false);
  });

  it('and one whose reading throws has no key', async () => {
    const context = {
      get messages(): never {
        throw new Error('no');
      },
    };
    expect(await bypassReason({ ...base, context }, {})).toBe('not-serialisable');
  });
});

describe('an answer that works only while its provider remembers', () => {
  const text = (metadata: Record<string, Record<string, unknown>>): ResponsePart => ({
    type: 'text',
    text: 'x',
    providerMetadata: metadata,
  });
  const extension = (value: { type: string } & Record<string, unknown>): ResponsePart => ({
    type: 'extension',
    dialect: 'v4',
    value,
  });
  const stateful: readonly (readonly [string, CachedResponse])[] = [
    ['asks for an approval', answer(extension({ type: 'tool-approval-request', approvalId: 'a1' }))],
    [
      'asks for one in LangChain',
      answer(extension({ type: 'block', block: { type: 'mcp_approval_request' } })),
    ],
    ['names an approval', answer(text({ openai: { approvalRequestId: 'a1' } }))],
    ['cites a file of a container', answer(text({ openai: { containerId: 'cntr_1', fileId: 'f1' } }))],
    ['holds an item only', answer(extension({ type: 'custom', kind: 'openai.compaction' }))],
    [
      'ran in a container',
      { ...answer(text({})), providerMetadata: { anthropic: { container: { id: 'c1', skills: null } } } },
    ],
    [
      'ran tools of OpenAI in LangChain',
      {
        ...answer(text({})),
        providerMetadata: { langchain: { additional_kwargs: { tool_outputs: [{ id: 'ws_1' }] } } },
      },
    ],
  ];
  it.each(stateful)('is refused: it %s', (_, response) => {
    expect(responseProviderState(response)).toBe(true);
    expect(refusal(base, response, {})).toBe('provider-state');
  });

  it('is another than one whose metadata says that there is none', () => {
    const response = {
      ...answer(text({ openai: { itemId: 'msg_1' } })),
      providerMetadata: {
        anthropic: { container: null },
        langchain: { additional_kwargs: { tool_outputs: [] } },
      },
    };
    expect(refusal(base, response, {})).toBeUndefined();
  });
});
