import type { BaseMessage } from '@langchain/core/messages';
import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts';
import { ChatOpenAI } from '@langchain/openai';
import { createUIMessageStream, createUIMessageStreamResponse } from 'ai';
import { createAgent, tool } from 'langchain';
import { type RepriseMetadata, repriseMetadata } from 'reprise/ai-sdk';
import { CachedChatModel } from 'reprise/langchain';
import { z } from 'zod';
import { chatCache } from '@/lib/cache';
import type { ChatMessage } from '@/lib/chat-message';
import { offline } from '@/lib/model';
import { OfflineChainModel } from '@/lib/offline-chain-model';
import { timed } from '@/lib/timed';
import { currentUser } from '@/lib/user';

const prompt = ChatPromptTemplate.fromMessages([
  ['system', 'You help the customers of a shop. Answer briefly.'],
  new MessagesPlaceholder('messages'),
]);

const weather = tool(async ({ city }) => `It is 18 °C and partly cloudy in ${city}.`, {
  name: 'weather',
  description: 'The weather in a city, now.',
  schema: z.object({ city: z.string() }),
});

// One for all requests: a model that doesn't tell its parameters shares its answers with no other instance.
const base = offline ? new OfflineChainModel({}) : new ChatOpenAI({ model: 'gpt-4.1-mini' });

/** A chain, or an agent with a tool, behind the same interface. */
export async function POST(request: Request) {
  const { messages, mode, kind }: { messages: ChatMessage[]; mode?: 'refresh'; kind: 'chain' | 'agent' } =
    await request.json();
  const model = new CachedChatModel({
    model: base,
    cache: chatCache(),
    scope: await currentUser(),
    // The offline model has no provider whose word for an end would be known.
    assumeFinished: offline,
    ...(mode === 'refresh' ? { mode } : {}),
  });
  const history = messages.map(({ role, parts }): [string, string] => [
    role,
    parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(''),
  ]);
  const timing = timed();
  const stream = createUIMessageStream<ChatMessage>({
    originalMessages: messages,
    async execute({ writer }) {
      let origin: RepriseMetadata | undefined;
      writer.write({ type: 'text-start', id: 'text' });
      for await (const message of answers(model, history, kind, request.signal)) {
        if (message.text !== '') {
          timing.chunk();
          writer.write({ type: 'text-delta', id: 'text', delta: message.text });
        }
        origin = repriseMetadata(message.response_metadata) ?? origin;
      }
      writer.write({ type: 'text-end', id: 'text' });
      const reprise = origin === undefined ? {} : { reprise: origin };
      writer.write({ type: 'message-metadata', messageMetadata: { ...reprise, ...timing.sofar() } });
    },
  });
  return createUIMessageStreamResponse({ stream });
}

/** What the model says, piece by piece; an agent's tools speak too, and are left out. */
async function* answers(
  model: CachedChatModel,
  messages: readonly [string, string][],
  kind: 'chain' | 'agent',
  signal: AbortSignal,
): AsyncGenerator<BaseMessage> {
  if (kind === 'chain') {
    yield* await prompt.pipe(model).stream({ messages }, { signal });
    return;
  }
  const agent = createAgent({ model, tools: [weather] });
  const input = { messages: messages.map(([role, content]) => ({ role, content })) };
  for await (const [message] of await agent.stream(input, { streamMode: 'messages', signal })) {
    if (message.type === 'ai') yield message;
  }
}
