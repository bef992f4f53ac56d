import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAmazonBedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { ChatAnthropic } from '@langchain/anthropic';
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool as langChainTool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { generateText, type ModelMessage, pruneMessages, tool, wrapLanguageModel } from 'ai';
import { createAnthropic as createAnthropic2 } from 'ai-sdk-anthropic-v2';
import { createAnthropic as createAnthropic3 } from 'ai-sdk-anthropic-v3';
import { createAmazonBedrock as createBedrock3 } from 'ai-sdk-bedrock-v3';
import { createAmazonBedrock as createBedrock4 } from 'ai-sdk-bedrock-v4';
import { createOpenAI as createOpenAI2 } from 'ai-sdk-openai-v2';
import { createOpenAI as createOpenAI3 } from 'ai-sdk-openai-v3';
import {
  generateText as generateText5,
  type ModelMessage as Message5,
  pruneMessages as pruneMessages5,
  tool as tool5,
  wrapLanguageModel as wrap5,
} from 'ai-v5';
import {
  generateText as generateText6,
  type ModelMessage as Message6,
  pruneMessages as pruneMessages6,
  tool as tool6,
  wrapLanguageModel as wrap6,
} from 'ai-v6';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openRouter5, openRouter6 } from '../../../examples/prompt/agent-routes.ts';
import {
  anthropicBlocks,
  type BlockReader,
  bedrockBlocks,
  openaiBlocks,
  openrouterBlocks,
} from '../../../examples/prompt/wire-blocks.ts';
import { definePrompt, promptCacheMiddleware, segment } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { captureFetch } from '../wire.ts';
import { aiSdkGroups, approvedGroups, callId, randomTurns, type Turn } from './random-history.ts';

globalThis.AI_SDK_LOG_WARNINGS = false;

type Wire = ReturnType<typeof captureFetch>;
type Way = 'plan' | 'both';

/** A framework's side of the test. Messages are made by it and handed back to it. */
interface Framework<Message> {
  groups(turn: Turn, index: number): Message[][];
  /** Sends what was planned for the history; no answer is needed. */
  send(history: Message[], way: Way, wire: Wire): Promise<unknown>;
  prune?(history: Message[]): Message[];
}

const key = { apiKey: 'none' };
const region = { ...key, region: 'us-east-1' };
const claude = 'claude-sonnet-4-5';
const bedrockClaude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const routed = 'anthropic/claude-sonnet-4.5';
const providerOptions = { openai: { store: false, include: ['reasoning.encrypted_content'] } };
const segments = [segment.static('rules', prose('support', 1500)), segment.history('history')] as const;
const inputSchema = z.record(z.string(), z.any());
const pruning = { reasoning: 'all', toolCalls: 'before-last-2-messages' } as const;

const prompt7 = definePrompt({
  id: 'random-7',
  version: '1',
  tools: { lookup: tool({ inputSchema, execute: async () => '' }) },
  segments: [...segments],
});
const in7 = (
  open: (wire: Wire) => Parameters<typeof wrapLanguageModel>[0]['model'],
): Framework<ModelMessage> => ({
  groups: approvedGroups,
  send(history, way, wire) {
    const bare = open(wire);
    const { provider, modelId } = bare;
    const plan = prompt7.plan({ history }, { provider, model: modelId, providerOptions });
    const model =
      way === 'both' ? wrapLanguageModel({ model: bare, middleware: promptCacheMiddleware() }) : bare;
    return generateText({ model, maxRetries: 0, ...plan.toAISDK() });
  },
  prune: (messages) => pruneMessages({ messages, ...pruning }),
});

const prompt6 = definePrompt({
  id: 'random-6',
  version: '1',
  tools: { lookup: tool6({ inputSchema, execute: async () => '' }) },
  segments: [...segments],
});
const in6 = (open: (wire: Wire) => Parameters<typeof wrap6>[0]['model']): Framework<Message6> => ({
  groups: approvedGroups,
  send(history, way, wire) {
    const bare = open(wire);
    const { provider, modelId } = bare;
    const plan = prompt6.plan({ history }, { provider, model: modelId, providerOptions });
    const model = way === 'both' ? wrap6({ model: bare, middleware: promptCacheMiddleware() }) : bare;
    return generateText6({ model, maxRetries: 0, ...plan.toAISDK({ version: 6 }) });
  },
  prune: (messages) => pruneMessages6({ messages, ...pruning }),
});

const prompt5 = definePrompt({
  id: 'random-5',
  version: '1',
  tools: { lookup: tool5({ inputSchema, execute: async () => '' }) },
  segments: [...segments],
});
const in5 = (open: (wire: Wire) => Parameters<typeof wrap5>[0]['model']): Framework<Message5> => ({
  groups: aiSdkGroups,
  send(history, way, wire) {
    const bare = open(wire);
    const { provider, modelId } = bare;
    const plan = prompt5.plan({ history }, { provider, model: modelId, providerOptions });
    const model = way === 'both' ? wrap5({ model: bare, middleware: promptCacheMiddleware() }) : bare;
    return generateText5({ model, maxRetries: 0, ...plan.toAISDK({ version: 5 }) });
  },
  prune: (messages) => pruneMessages5({ messages, ...pruning }),
});

const promptChain = definePrompt({
  id: 'random-langchain',
  version: '1',
  tools: [langChainTool(async () => '', { name: 'lookup', description: 'Looks up.', schema: inputSchema })],
  segments: [...segments],
});
const inLangChain = (isAnthropic: boolean): Framework<BaseMessage> => ({
  groups: ({ question, steps, answer }, turn) => [
    [new HumanMessage(question)],
    ...steps.map(({ thought, calls }, index): BaseMessage[] => [
      new AIMessage({
        content:
          thought !== undefined && isAnthropic
            ? [{ type: 'thinking', thinking: thought, signature: `s${turn}${index}` }]
            : '',
        tool_calls: calls.map(({ input }, call) => ({
          id: callId(turn, index, call),
          name: 'lookup',
          args: input,
          type: 'tool_call',
        })),
      }),
      ...calls.map(
        ({ output }, call) =>
          new ToolMessage({
            tool_call_id: callId(turn, index, call),
            content: output.type === 'json' ? JSON.stringify(output.value) : output.value,
          }),
      ),
    ]),
    [new AIMessage(answer)],
  ],
  send(history, _way, { fetch }) {
    const common = { apiKey: 'none', maxRetries: 0 };
    const model = isAnthropic
      ? new ChatAnthropic({ ...common, model: claude, clientOptions: { fetch } })
      : new ChatOpenAI({
          ...common,
          model: 'gpt-5.6',
          useResponsesApi: true,
          zdrEnabled: true,
          configuration: { fetch },
        });
    const target = isAnthropic
      ? { provider: 'anthropic', model: claude }
      : { provider: 'openai.responses', model: 'gpt-5.6' };
    const { messages, tools, options } = promptChain.plan({ history }, target).toLangChain();
    return model.bindTools(tools).invoke(messages, options);
  },
});

/** What is the same for all frameworks: grows a history turn by turn and compares what each step sends. */
function holds<Message extends object>(
  { groups, send, prune }: Framework<Message>,
  read: BlockReader,
  way: Way,
) {
  const sent = async (history: Message[]) => {
    const wire = captureFetch({});
    await send(history, way, wire).catch(() => undefined);
    expect(wire.bodies).toHaveLength(1);
    const body = wire.bodies[0] ?? {};
    // Where a form can't be marked OpenAI's implicit breakpoint stays on: it stands at the end of all input.
    return {
      blocks: read(body),
      isImplicit: read === openaiBlocks && body.prompt_cache_options === undefined,
    };
  };
  return fc.asyncProperty(randomTurns, async (turns) => {
    let history: Message[] = [];
    let before: readonly string[] = [];
    for (const [index, turn] of turns.entries()) {
      for (const group of groups(turn, index)) {
        history.push(...group);
        if (isAnswer(history.at(-1))) continue;
        // As a database gives it back: other objects, which say the same.
        const { blocks, isImplicit } = await sent(
          prune === undefined ? [...history] : structuredClone(history),
        );
        const texts = blocks.map((block) => block.text);
        expect(texts.slice(0, before.length)).toEqual(before);
        expect(texts.length).toBeGreaterThan(before.length);
        expect(blocks.filter(({ marked }) => marked !== undefined).length).toBeLessThanOrEqual(4);
        expect(isImplicit || blocks.findLast(({ canEnd }) => canEnd)?.marked !== undefined).toBe(true);
        before = texts;
      }
      if (!turn.isPruned || prune === undefined) continue;
      const pruned = prune(history);
      const edited = pruned.findIndex(
        (message, at) => JSON.stringify(message) !== JSON.stringify(history[at]),
      );
      history = pruned;
      // Behind the first message that was edited nothing needs to be the same.
      const kept = edited < 0 ? pruned.length : edited;
      const question = pruned
        .slice(0, kept)
        .findLastIndex((message) => Reflect.get(message, 'role') === 'user');
      const { blocks: repeated } = await sent(structuredClone(pruned.slice(0, question + 1)));
      const texts = repeated.map((block) => block.text);
      expect(before.slice(0, texts.length)).toEqual(texts);
      before = texts;
    }
  });
}

function isAnswer(message: object | undefined): boolean {
  return (
    message instanceof AIMessage || (message !== undefined && Reflect.get(message, 'role') === 'assistant')
  );
}

type Check = (way: Way) => fc.IAsyncProperty<[Turn[]]>;
const of =
  <Message extends object>(framework: Framework<Message>, read: BlockReader): Check =>
  (way) =>
    holds(framework, read, way);

const routes: readonly (readonly [string, Check])[] = [
  [
    'ai 7, @ai-sdk/anthropic',
    of(
      in7(({ fetch }) => createAnthropic({ ...key, fetch })(claude)),
      anthropicBlocks,
    ),
  ],
  [
    'ai 7, @ai-sdk/openai',
    of(
      in7(({ fetch }) => createOpenAI({ ...key, fetch })('gpt-5.6')),
      openaiBlocks,
    ),
  ],
  [
    'ai 7, @ai-sdk/amazon-bedrock',
    of(
      in7(({ fetch }) => createAmazonBedrock({ ...region, fetch })(bedrockClaude)),
      bedrockBlocks,
    ),
  ],
  [
    'ai 7, @ai-sdk/amazon-bedrock/anthropic',
    of(
      in7(({ fetch }) => createAmazonBedrockAnthropic({ ...region, fetch })(bedrockClaude)),
      anthropicBlocks,
    ),
  ],
  [
    'ai 7, @openrouter/ai-sdk-provider',
    of(
      in7(({ fetch }) => createOpenRouter({ ...key, fetch })(routed)),
      openrouterBlocks,
    ),
  ],
  [
    'ai 6, @ai-sdk/anthropic',
    of(
      in6(({ fetch }) => createAnthropic3({ ...key, fetch })(claude)),
      anthropicBlocks,
    ),
  ],
  [
    'ai 6, @ai-sdk/openai',
    of(
      in6(({ fetch }) => createOpenAI3({ ...key, fetch })('gpt-5.6')),
      openaiBlocks,
    ),
  ],
  [
    'ai 6, @ai-sdk/amazon-bedrock',
    of(
      in6(({ fetch }) => createBedrock4({ ...region, fetch })(bedrockClaude)),
      bedrockBlocks,
    ),
  ],
  [
    'ai 6, @openrouter/ai-sdk-provider',
    of(
      in6(({ fetch }) => openRouter6({ ...key, fetch }, routed)),
      openrouterBlocks,
    ),
  ],
  [
    'ai 5, @ai-sdk/anthropic',
    of(
      in5(({ fetch }) => createAnthropic2({ ...key, fetch })(claude)),
      anthropicBlocks,
    ),
  ],
  [
    'ai 5, @ai-sdk/openai',
    of(
      in5(({ fetch }) => createOpenAI2({ ...key, fetch })('gpt-5.6')),
      openaiBlocks,
    ),
  ],
  [
    'ai 5, @ai-sdk/amazon-bedrock',
    of(
      in5(({ fetch }) => createBedrock3({ ...region, fetch })(bedrockClaude)),
      bedrockBlocks,
    ),
  ],
  [
    'ai 5, @openrouter/ai-sdk-provider',
    of(
      in5(({ fetch }) => openRouter5({ ...key, fetch }, routed)),
      openrouterBlocks,
    ),
  ],
  ['LangChain, @langchain/anthropic', of(inLangChain(true), anthropicBlocks)],
  ['LangChain, @langchain/openai', of(inLangChain(false), openaiBlocks)],
];

describe.each(routes)('a random history planned at each step, over %s', (name, check) => {
  const ways: readonly Way[] = name.startsWith('LangChain') ? ['plan'] : ['plan', 'both'];
  it.each(ways)('begins with what was sent before, and keeps to four markers: %s', async (way) => {
    await fc.assert(check(way), { numRuns: 10 });
  });
});
