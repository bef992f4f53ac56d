import type { ModelMessage, SystemModelMessage, Tool } from 'ai';
import { definePrompt, segment } from 'reprise/prompt';
import { company, customer, passages, question, rules, tools } from './support-content.ts';

/** What a turn is made from. */
export interface TurnInput {
  readonly turn: number;
  readonly now: number;
  readonly history: ModelMessage[];
  readonly provider: string;
  readonly model: string;
}

/** What `generateText` is called with, apart from the model. */
export interface TurnCall {
  instructions: string | SystemModelMessage[];
  messages: ModelMessage[];
  tools: Record<string, Tool>;
  providerOptions: Record<string, Record<string, string | Record<string, string>>>;
}

export type Strategy = 'naive' | 'recipe' | 'builder';

/** A prompt as it is often written: the time and the customer first, tools in whatever order they come. */
function naive({ turn, now, history }: TurnInput): TurnCall {
  const entries = Object.entries(tools);
  const rotated = [...entries.slice(turn % entries.length), ...entries.slice(0, turn % entries.length)];
  return {
    instructions: `Now: ${new Date(now).toISOString()}.\n${customer}\n${company}\n${rules}`,
    messages: [...history, { role: 'user', content: `${question(turn)}\n${passages(turn, now)}` }],
    tools: Object.fromEntries(rotated),
    providerOptions: {},
  };
}

/** The advice of the documentation: static first, what varies last; a key for OpenAI, the system marked for Anthropic. */
function recipe({ turn, now, history, provider }: TurnInput): TurnCall {
  const providerOptions = provider.startsWith('anthropic')
    ? { anthropic: { cacheControl: { type: 'ephemeral' } } }
    : undefined;
  return {
    instructions: [
      {
        role: 'system',
        content: `${rules}\n${company}\n${customer}`,
        ...(providerOptions && { providerOptions }),
      },
    ],
    messages: [...history, { role: 'user', content: `${question(turn)}\n${passages(turn, now)}` }],
    tools,
    providerOptions: providerOptions === undefined ? { openai: { promptCacheKey: 'support-fjord' } } : {},
  };
}

const support = definePrompt({
  id: 'support',
  version: '1',
  tools,
  segments: [
    segment.static('rules', rules),
    segment.tenant('company', (values: { company: string }) => values.company),
    segment.session('customer', (values: { customer: string }) => values.customer),
    segment.history('history'),
    segment.turn('question', (values: { question: string }) => values.question, { repeats: true }),
    segment.turn('passages', (values: { passages: string }) => values.passages),
  ],
});

function builder({ turn, now, history, provider, model }: TurnInput) {
  const values = { company, customer, history, question: question(turn), passages: passages(turn, now) };
  return support.plan(values, { provider, model, gap: '40s' }).toAISDK();
}

export const strategies = { naive, recipe, builder };
