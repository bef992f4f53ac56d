import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts';
import { describe, expect, it } from 'vitest';
import { definePrompt, promptFromTemplate, segment } from '../../../src/prompt/index.ts';

const target = { provider: 'anthropic.messages', model: 'claude-sonnet-4-5' };

/** A history whose call says the same in every order of keys, under the same id. */
function history(input: object, output: object) {
  return [
    { role: 'user', content: 'Where is it?' },
    {
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId: 'call_1', toolName: 'lookup', input }],
    },
    {
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: 'call_1',
          toolName: 'lookup',
          output: { type: 'json', value: output },
        },
      ],
    },
  ];
}
const one = () => history({ order: 7, depot: 'north' }, { late: true, by: 2 });
const other = () => history({ depot: 'north', order: 7 }, { by: 2, late: true });

const prompt = definePrompt({
  id: 'tenants',
  version: '1',
  segments: [
    segment.static('rules', 'Help.'),
    segment.tenant('company', (values: { company: string }) => values.company),
    segment.session('customer', (values: { customer: string }) => values.customer),
    segment.history('history'),
  ],
});
const planned = (company: string, customer: string, messages: object[]) =>
  JSON.stringify(
    prompt.plan({ company, customer, history: messages }, target).toAISDK().messages.map(withoutOptions),
  );

/** Markers move with the end of a history; what is compared is all else. */
function withoutOptions(message: object): unknown {
  return JSON.parse(
    JSON.stringify(message, (field, value: unknown) => (field === 'providerOptions' ? undefined : value)),
  );
}

describe('what was sent once', () => {
  it('is replayed byte for byte when the store gives the keys in another order', () => {
    const first = planned('Acme', 'Ada', one());
    expect(planned('Acme', 'Ada', other())).toBe(first);
    expect(first).toBe(JSON.stringify(one()));
  });

  it("of one tenant orders nothing of another's, under the same ids of calls", () => {
    planned('Brix', 'Bo', one());
    expect(planned('Corda', 'Bo', other())).toBe(JSON.stringify(other()));
    expect(planned('Brix', 'Cy', other())).toBe(JSON.stringify(other()));
    // And each keeps its own.
    expect(planned('Brix', 'Bo', other())).toBe(JSON.stringify(one()));
    expect(planned('Corda', 'Bo', one())).toBe(JSON.stringify(other()));
  });

  it('never shares an object between two plans, so that changing one changes no other', () => {
    const mine = one();
    planned('Delta', 'Di', mine);
    Reflect.set(Object(mine[1]?.content[0]), 'input', { order: 8 });
    expect(planned('Delta', 'Di', other())).toBe(JSON.stringify(one()));
  });

  it("of one tenant orders nothing of another's in a template", async () => {
    const template = ChatPromptTemplate.fromMessages([
      ['system', 'You work for {company}.'],
      new MessagesPlaceholder('history'),
    ]);
    const chat = promptFromTemplate(template, {
      id: 'tenants',
      version: '2',
      variables: { company: 'tenant' },
    });
    const call = (args: object) => [
      { role: 'user', content: 'Where?' },
      { role: 'assistant', content: '', tool_calls: [{ id: 'a', name: 'lookup', args, type: 'tool_call' }] },
      { role: 'tool', content: 'Here.', tool_call_id: 'a' },
    ];
    const args = async (company: string, given: object) => {
      const plan = await chat.plan(
        { company, history: call(given) },
        { provider: 'anthropic', model: 'claude-sonnet-4-5' },
      );
      const asked = plan
        .toLangChain()
        .messages.find(
          (message) =>
            'tool_calls' in message && Array.isArray(message.tool_calls) && message.tool_calls.length > 0,
        );
      return JSON.stringify(Reflect.get(Object(Reflect.get(Object(asked), 'tool_calls')[0]), 'args'));
    };
    expect(await args('Acme', { order: 7, depot: 'north' })).toBe('{"order":7,"depot":"north"}');
    expect(await args('Brix', { depot: 'north', order: 7 })).toBe('{"depot":"north","order":7}');
    expect(await args('Acme', { depot: 'north', order: 7 })).toBe('{"order":7,"depot":"north"}');
  });
});
