import { convertToModelMessages, streamText, wrapLanguageModel } from 'ai';
import { after } from 'next/server';
import { createCache } from 'reprise';
import { cacheMiddleware, repriseMetadata, repriseOptions } from 'reprise/ai-sdk';
import { upstashFromEnv } from 'reprise/upstash';
import type { ChatMessage } from '@/lib/chat-message';
import { baseModel } from '@/lib/model';
import { timed } from '@/lib/timed';
import { currentUser } from '@/lib/user';

export const runtime = 'edge';

// Exact only: the local embedder needs Node. With a hosted one, meaning works here too.
const cache = createCache({
  ...upstashFromEnv(),
  requireScope: true,
  waitUntil: (promise) => after(promise),
});

export async function POST(request: Request) {
  const { messages, mode }: { messages: ChatMessage[]; mode?: 'refresh' } = await request.json();
  const timing = timed();
  const result = streamText({
    model: wrapLanguageModel({ model: baseModel(), middleware: cacheMiddleware(cache) }),
    messages: await convertToModelMessages(messages),
    abortSignal: request.signal,
    providerOptions: repriseOptions({ scope: await currentUser(), ...(mode === 'refresh' ? { mode } : {}) }),
    onChunk: timing.chunk,
  });
  return result.toUIMessageStreamResponse<ChatMessage>({
    originalMessages: messages,
    messageMetadata: ({ part }) =>
      part.type === 'finish-step' ? { reprise: repriseMetadata(part), ...timing.sofar() } : undefined,
  });
}
