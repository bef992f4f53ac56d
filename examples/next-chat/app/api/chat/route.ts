import { convertToModelMessages, stepCountIs, streamText, wrapLanguageModel } from 'ai';
import { cacheMiddleware, repriseMetadata, repriseOptions } from 'reprise/ai-sdk';
import { promptCacheMiddleware } from 'reprise/prompt';
import { chatCache } from '@/lib/cache';
import type { ChatMessage } from '@/lib/chat-message';
import { baseModel } from '@/lib/model';
import { timed } from '@/lib/timed';
import { tools } from '@/lib/tools';
import { currentUser } from '@/lib/user';

export async function POST(request: Request) {
  const { messages, mode }: { messages: ChatMessage[]; mode?: 'refresh' } = await request.json();
  const model = wrapLanguageModel({
    model: baseModel(),
    // What the cache doesn't have goes to the provider, marked for its own prompt cache.
    middleware: [cacheMiddleware(chatCache()), promptCacheMiddleware()],
  });
  const timing = timed();
  const result = streamText({
    model,
    system: 'You help the customers of a shop. Answer briefly.',
    messages: await convertToModelMessages(messages),
    tools,
    stopWhen: stepCountIs(5),
    abortSignal: request.signal,
    providerOptions: repriseOptions({
      scope: await currentUser(),
      ...(mode === 'refresh' ? { mode } : {}),
    }),
    onChunk: timing.chunk,
  });
  return result.toUIMessageStreamResponse<ChatMessage>({
    originalMessages: messages,
    messageMetadata: ({ part }) =>
      part.type === 'finish-step' ? { reprise: repriseMetadata(part), ...timing.sofar() } : undefined,
  });
}
