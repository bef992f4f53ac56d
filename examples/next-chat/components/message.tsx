import { Check, Copy, RefreshCw, ThumbsDown } from 'lucide-react';
import { useState } from 'react';
import Markdown from 'react-markdown';
import type { ChatMessage } from '@/lib/chat-message';
import { OriginLine } from './origin-line';
import { ToolPart } from './tool-part';

interface MessageProps {
  readonly message: ChatMessage;
  readonly last: boolean;
  readonly busy: boolean;
  readonly onAfresh: () => void;
  readonly onApproval: (id: string, approved: boolean) => void;
}

export function Message({ message, last, busy, onAfresh, onApproval }: MessageProps) {
  const { role, parts, metadata } = message;
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  const done = role === 'assistant' && !(last && busy);
  return (
    <li className={role}>
      <span className="hidden">{role === 'user' ? 'You' : 'Assistant'}</span>
      {parts.map((part, index) => {
        const key = `${message.id}-${index}`;
        if (part.type === 'text') {
          return role === 'user' ? <p key={key}>{part.text}</p> : <Markdown key={key}>{part.text}</Markdown>;
        }
        if (part.type === 'file') {
          // biome-ignore lint/performance/noImgElement: a data URL needs no optimising.
          return <img key={key} src={part.url} alt={part.filename ?? 'What you sent'} />;
        }
        return part.type === 'tool-weather' || part.type === 'tool-refund' ? (
          <ToolPart key={key} part={part} onApproval={onApproval} />
        ) : null;
      })}
      {done && metadata !== undefined && (
        <footer>
          <OriginLine origin={metadata} />
          <Actions text={text} origin={metadata} onAfresh={last ? onAfresh : undefined} />
        </footer>
      )}
    </li>
  );
}

function Actions({
  text,
  origin: { reprise },
  onAfresh,
}: {
  readonly text: string;
  readonly origin: NonNullable<ChatMessage['metadata']>;
  readonly onAfresh: (() => void) | undefined;
}) {
  const [copied, setCopied] = useState(false);
  const [rejected, setRejected] = useState(false);

  async function reject() {
    const body = JSON.stringify({ key: reprise?.key, askedKey: reprise?.askedKey });
    const response = await fetch('/api/reject', { method: 'POST', body });
    setRejected(response.ok);
  }

  return (
    <div className="actions">
      <button
        type="button"
        aria-label={copied ? 'Copied' : 'Copy the answer'}
        title="Copy"
        onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      </button>
      {onAfresh !== undefined && (
        <button type="button" aria-label="Answer afresh" title="Answer afresh" onClick={onAfresh}>
          <RefreshCw size={15} aria-hidden />
        </button>
      )}
      {reprise?.key !== undefined && (
        <button
          type="button"
          aria-label="That was wrong"
          aria-pressed={rejected}
          title="That was wrong: never serve it again"
          disabled={rejected}
          onClick={reject}
        >
          <ThumbsDown size={15} aria-hidden />
        </button>
      )}
      {rejected && <output>Not served again.</output>}
    </div>
  );
}
