'use client';

import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport, lastAssistantMessageIsCompleteWithApprovalResponses } from 'ai';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ChatMessage } from '@/lib/chat-message';
import { type RouteName, routes } from '@/lib/routes';
import type { User } from '@/lib/users';
import { Composer } from './composer';
import { Header } from './header';
import { Message } from './message';
import { Start } from './start';

interface ChatProps {
  readonly user: User;
  readonly offline: boolean;
  readonly signIn: (user: User) => Promise<void>;
}

export function Chat({ user, offline, signIn }: ChatProps) {
  const [route, setRoute] = useState<RouteName>('node');
  const current = useRef(route);
  current.current = route;
  const transport = useMemo(
    () =>
      new DefaultChatTransport<ChatMessage>({
        prepareSendMessagesRequest: ({ messages, body }) => ({
          api: routes[current.current].api,
          body: { ...body, ...routes[current.current].body, messages },
        }),
      }),
    [],
  );
  const chat = useChat<ChatMessage>({
    transport,
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
  });
  const { messages, status, error } = chat;
  const busy = status === 'submitted' || status === 'streaming';
  const end = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new is to be seen.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [messages, status]);

  return (
    <div className="chat">
      <Header
        user={user}
        route={route}
        offline={offline}
        onRoute={setRoute}
        onUser={signIn}
        onNew={() => chat.setMessages([])}
        busy={busy}
      />
      <main>
        {messages.length === 0 && <Start onAsk={(text) => chat.sendMessage({ text })} />}
        <ol className="messages" aria-live="polite" aria-busy={busy} aria-label="Conversation">
          {messages.map((message, index) => (
            <Message
              key={message.id}
              message={message}
              last={index === messages.length - 1}
              busy={busy}
              onAfresh={() => chat.regenerate({ messageId: message.id, body: { mode: 'refresh' } })}
              onApproval={(id, approved) => chat.addToolApprovalResponse({ id, approved })}
            />
          ))}
        </ol>
        {status === 'submitted' && <output className="waiting">Thinking</output>}
        {error !== undefined && (
          <p className="error" role="alert">
            The answer did not arrive.{' '}
            <button type="button" onClick={() => chat.regenerate()}>
              Try again
            </button>
          </p>
        )}
        <div ref={end} />
      </main>
      <Composer busy={busy} onSend={(message) => chat.sendMessage(message)} onStop={chat.stop} />
    </div>
  );
}
