import { segment } from 'reprise/prompt';
import type { ToolCall } from './provider-answers.ts';
import { rules } from './support-content.ts';

/** Turns of the agent, and tool calls in each before it answers. */
export const turns = 3;
export const steps = 12;

export const instructions = `You plan hikes and book huts for the members of a club.\n${rules}`;

export function request(turn: number): string {
  return `Plan hike ${turn + 1}: ${'three huts in a row, each with a free bed, and a train home. '.repeat(4)}`;
}

/** The letter of a member that the first turn is about, as a text file. */
export const letter = 'We are five, two of us are children, and we would like to see the glacier. '.repeat(
  20,
);

/** What the tools take, and say of themselves. */
export const toolSchema = {
  type: 'object' as const,
  properties: {
    zone: { type: 'string' as const },
    beds: { type: 'number' as const },
    after: { type: 'object' as const },
  },
  required: ['zone'],
};
export interface ToolInput {
  zone: string;
}
export const toolDescription = 'Looks up the huts and trains of a zone.';
/** The prompt of the agent, in every framework and version. */
export const segments = [
  segment.static('instructions', instructions),
  segment.history('history'),
  segment.turn('request', (values: { request: string }) => values.request, { repeats: true }),
] as const;
/** What the tools give, by the kind of result: a text, a JSON value, or a list of items as MCP servers send it. */
const kinds = ['text', 'json', 'list'] as const;

/** The model's answer number `index`: twelve tool calls, then a text. Arguments come in the model's own order. */
export function nextAnswer(index: number): string | ToolCall {
  const step = index % (steps + 1);
  const turn = Math.floor(index / (steps + 1));
  if (step === steps) return `Hike ${turn + 1} is planned. ${'All huts are booked. '.repeat(5)}`;
  return {
    id: `call_${turn}_${step}`,
    name: `look_${kinds[step % kinds.length] ?? 'text'}`,
    input: { zone: `north ${step}`, beds: 5, after: { week: 30 + turn, day: 2 } },
  };
}

export function textResult(zone: string): string {
  return `Huts of ${zone}: ${'Skarvheim has eleven beds and a stove. '.repeat(6)}`;
}

export function jsonResult(zone: string): { zone: string; huts: { name: string; beds: number }[] } {
  return {
    zone,
    huts: Array.from({ length: 8 }, (_, index) => ({ name: `Hut ${index} of ${zone}`, beds: index })),
  };
}

export function listResult(zone: string): { type: 'text'; text: string }[] {
  return [
    { type: 'text', text: `Trains from ${zone}: ${'Every hour from six to ten. '.repeat(8)}` },
    { type: 'text', text: `Buses from ${zone}: ${'Twice a day, not on Sundays. '.repeat(8)}` },
  ];
}
