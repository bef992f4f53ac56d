import {
  generateText,
  type LanguageModel,
  Output,
  type ProviderMetadata,
  stepCountIs,
  streamText,
  tool,
} from 'ai';
import { z } from 'zod';
import { handbook } from './handbook.ts';
import { questions } from './questions.ts';

/** One way to use a model, through the AI SDK's own functions. */
export interface Task {
  readonly name: string;
  readonly about: string;
  readonly question: string;
  /** @param onText called with each piece of text as it comes. */
  readonly perform: (model: LanguageModel, onText: (text: string) => void) => Promise<Performance>;
}

export interface Performance {
  readonly answer: string;
  /** One for each call of the model. */
  readonly metadata: readonly (ProviderMetadata | undefined)[];
  readonly toolRuns: number;
}

const instructions = handbook;

const ticketSchema = z.object({
  topic: z.string(),
  urgency: z.enum(['low', 'normal', 'high']),
  summary: z.string(),
});

export const tasks: readonly Task[] = [
  {
    name: 'generateText',
    about: 'a whole answer at once',
    question: questions.returns,
    async perform(model, onText) {
      const { text, steps } = await generateText({ model, instructions, prompt: questions.returns });
      onText(text);
      return { answer: text, metadata: steps.map((step) => step.providerMetadata), toolRuns: 0 };
    },
  },
  {
    name: 'streamText',
    about: 'an answer that streams',
    question: questions.care,
    async perform(model, onText) {
      const result = streamText({ model, instructions, prompt: questions.care });
      let answer = '';
      for await (const text of result.textStream) {
        answer += text;
        onText(text);
      }
      const steps = await result.steps;
      return { answer, metadata: steps.map((step) => step.providerMetadata), toolRuns: 0 };
    },
  },
  {
    name: 'a tool loop',
    about: 'streamText in two steps, with a tool that runs in between',
    question: questions.order,
    async perform(model, onText) {
      let toolRuns = 0;
      const lookUpOrder = tool({
        description: 'Tells the state of an order.',
        inputSchema: z.object({ number: z.string().describe('The number of the order') }),
        execute: async ({ number }) => {
          toolRuns++;
          return { number, state: 'on its way', carrier: 'Parcelline', items: ['a rose', 'two lavenders'] };
        },
      });
      const result = streamText({
        model,
        instructions,
        prompt: questions.order,
        tools: { lookUpOrder },
        stopWhen: stepCountIs(3),
      });
      let answer = '';
      for await (const text of result.textStream) {
        answer += text;
        onText(text);
      }
      const steps = await result.steps;
      return { answer, metadata: steps.map((step) => step.providerMetadata), toolRuns };
    },
  },
  {
    name: 'a structured output',
    about: 'generateText with Output.object and a schema',
    question: questions.ticket,
    async perform(model, onText) {
      const { output, steps } = await generateText({
        model,
        instructions: 'Sort the message of a customer.',
        prompt: questions.ticket,
        output: Output.object({ schema: ticketSchema }),
      });
      const answer = JSON.stringify(output);
      onText(answer);
      return { answer, metadata: steps.map((step) => step.providerMetadata), toolRuns: 0 };
    },
  },
];
