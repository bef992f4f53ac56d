import { jsonSchema, type Tool, tool } from 'ai';

const topics = [
  'delivery',
  'returns',
  'warranty',
  'payment',
  'gift cards',
  'accounts',
  'privacy',
  'repairs',
  'subscriptions',
  'stores',
];
const habits = [
  "Answer in the customer's language, in three sentences or fewer, and name the next step.",
  'Quote an amount or a date only when a tool or a passage gives it, and say which one did.',
  'When two rules disagree, the narrower one applies; when neither fits, open a ticket.',
  'Never promise what depends on a carrier, a bank or a supplier.',
  'A customer who is upset gets an apology once, then a solution.',
];

/** The rules for the assistant: some 3,000 tokens that never change. */
export const rules = topics
  .flatMap((topic, chapter) =>
    habits.map(
      (habit, section) =>
        `${chapter + 1}.${section + 1} On ${topic}: ${habit} Keep to the ${topic} handbook in everything else, and don't mention it.`,
    ),
  )
  .concat(
    topics.map(
      (topic) =>
        `An answer on ${topic} ends with an offer of further help, in words that fit what was asked before.`,
    ),
  )
  .join('\n');

export const company =
  'You work for Fjord & Field, a shop for outdoor gear in Norway. Orders ship from Bergen on weekdays before noon. Returns are free for 60 days.';
export const customer = 'The customer is Ada, a member since the opening of the shop, who writes in English.';

const ask = (description: string, field: string): Tool =>
  tool({
    description,
    inputSchema: jsonSchema<Record<string, string>>({
      type: 'object',
      properties: { [field]: { type: 'string' } },
      required: [field],
      additionalProperties: false,
    }),
    execute: async () => 'Nothing found.',
  });

export const tools: Record<string, Tool> = {
  lookupOrder: ask('Looks up an order by its number.', 'order'),
  trackParcel: ask('Gives the last known place of a parcel.', 'parcel'),
  openTicket: ask('Opens a ticket for a human colleague.', 'summary'),
  searchHandbook: ask('Searches the handbook for a phrase.', 'phrase'),
};

/** What the customer asks in a turn. */
export function question(turn: number): string {
  const topic = topics[turn % topics.length] ?? '';
  return `Thanks. Next I would like to know about ${topic}: what happens in case ${turn + 1}, if my order is split into ${(turn % 3) + 2} parcels?`;
}

/** Passages that were retrieved for the question, and the time: new in every turn, and not kept. */
export function passages(turn: number, now: number): string {
  const topic = topics[turn % topics.length] ?? '';
  return `It is ${new Date(now).toISOString()}. From the handbook, page ${turn * 7 + 3}: ${`Split parcels count as one order for ${topic}. `.repeat(6)}`;
}

export function answer(turn: number): string {
  const topic = topics[turn % topics.length] ?? '';
  return `All parcels of case ${turn + 1} count as one order, so the terms for ${topic} apply from the day the last one arrives. You don't need to do anything now. Is there anything else?`;
}
