import { freelyWorded, questions, sameMeaning, traps } from './questions.ts';

/** What the local model says to a question. A model of OpenAI's says it in its own words. */
export interface ScriptedAnswer {
  readonly question: string;
  /** Told apart by this: the step that calls a tool, and the one that has its result. */
  readonly hasToolResult?: boolean;
  readonly reply: (toolResult: string | undefined) => Reply;
}

interface Reply {
  readonly content?: string;
  readonly toolCall?: { readonly name: string; readonly input: object };
}

export const scriptedAnswers: readonly ScriptedAnswer[] = [
  {
    question: questions.returns,
    reply: () => ({
      content:
        'Yes. You can return the rose within 30 days of delivery, as long as it is alive and still in its original pot. ' +
        'Sending it back is free in the country where you bought it. ' +
        'Your refund arrives within five working days after the parcel has reached us.',
    }),
  },
  {
    question: questions.care,
    reply: () => ({
      content:
        'Cut lavender back in late summer, right after it has bloomed. Take off the faded flowers and about a third of ' +
        "this year's soft growth, but never cut into the old wood, since it rarely shoots again. " +
        'A freshly planted lavender needs no fertiliser in its first six weeks.',
    }),
  },
  {
    question: questions.order,
    hasToolResult: false,
    reply: () => ({ toolCall: { name: 'lookUpOrder', input: { number: '4711' } } }),
  },
  {
    question: questions.order,
    hasToolResult: true,
    reply: (result) => ({ content: orderAnswer(result) }),
  },
  {
    question: questions.ticket,
    reply: () => ({
      content: JSON.stringify({
        topic: 'damaged goods',
        urgency: 'high',
        summary:
          'Two of three hydrangeas arrived with broken stems; the customer wants replacements by Saturday.',
      }),
    }),
  },
  {
    question: questions.delivery,
    reply: () => ({
      content:
        'Standard delivery takes two to four working days and costs 4.90. It is free for orders from 60. ' +
        'Orders placed before noon on a working day leave our warehouse on the same day.',
    }),
  },
  // The answers by meaning are told by where they come from: what each says doesn't matter.
  ...[...new Set([...sameMeaning, ...traps, freelyWorded].flat())].map((question) => ({
    question,
    reply: () => ({ content: `The shop's handbook says what holds here: "${question}"` }),
  })),
];

function orderAnswer(result: string | undefined): string {
  const { state = 'unknown', carrier = '', items = [] }: Order = JSON.parse(result ?? '{}');
  return `Your order 4711 (${items.join(' and ')}) is ${state} with ${carrier}. You will get it within two to four working days.`;
}

interface Order {
  readonly state?: string;
  readonly carrier?: string;
  readonly items?: readonly string[];
}
