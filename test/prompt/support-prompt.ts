import { jsonSchema, tool } from 'ai';
import { definePrompt, type SimpleMessage, segment } from '../../src/prompt/index.ts';

/** About `tokens` tokens of plain English. */
export function prose(topic: string, tokens: number): string {
  const sentence = `The ${topic} team answers within one working day and never promises what it cannot keep. `;
  return sentence.repeat(Math.ceil(tokens / 16)).trim();
}

export const lookupOrder = tool({
  description: 'Looks up an order by its number.',
  inputSchema: jsonSchema<{ order: string }>({
    type: 'object',
    properties: { order: { type: 'string' } },
    required: ['order'],
    additionalProperties: false,
  }),
  execute: async ({ order }) => `Order ${order} is on its way.`,
});
export const openTicket = tool({
  description: 'Opens a ticket for a human colleague.',
  inputSchema: jsonSchema<{ summary: string; urgent: boolean }>({
    type: 'object',
    properties: { summary: { type: 'string' }, urgent: { type: 'boolean' } },
    required: ['summary', 'urgent'],
    additionalProperties: false,
  }),
  execute: async () => 'opened',
});

/** A prompt with a segment of every stability, each long enough to be worth caching. */
export const supportPrompt = definePrompt({
  id: 'support',
  version: '1',
  tools: { openTicket, lookupOrder },
  segments: [
    segment.static('rules', prose('support', 5000)),
    segment.tenant('company', (values: { company: string }) => `${values.company}. ${prose('billing', 400)}`),
    segment.session(
      'customer',
      (values: { customer: string }) => `Customer: ${values.customer}. ${prose('travel', 300)}`,
    ),
    segment.history('history'),
    segment.turn('question', (values: { question: string }) => values.question, { repeats: true }),
    segment.turn('passages', (values: { passages: string }) => values.passages),
  ],
});

export const firstTurn = {
  company: 'Acme',
  customer: 'Ada',
  history: [],
  question: 'Where is my order?',
  passages: 'Orders ship daily.',
};
export const laterTurn = {
  ...firstTurn,
  history: [
    { role: 'user', content: 'Hello, I have a question.' },
    { role: 'assistant', content: 'Hello! How can I help?' },
    { role: 'user', content: 'Do you ship to Norway?' },
    { role: 'assistant', content: 'Yes, we do.' },
  ] satisfies SimpleMessage[],
};
