import type { ChatMessage } from '@/lib/chat-message';

type Part = Extract<ChatMessage['parts'][number], { type: 'tool-weather' | 'tool-refund' }>;

interface ToolPartProps {
  readonly part: Part;
  readonly onApproval: (id: string, approved: boolean) => void;
}

/** A call of a tool: what it does, and the question before it where it asks one. */
export function ToolPart({ part, onApproval }: ToolPartProps) {
  const asked =
    part.type === 'tool-weather'
      ? `Weather in ${part.input?.city ?? '…'}`
      : `Refund of order ${part.input?.order ?? '…'}`;
  return (
    <div className="tool">
      <strong>{asked}</strong>
      {part.state === 'approval-requested' && (
        <span className="approval">
          <button type="button" onClick={() => onApproval(part.approval.id, true)}>
            Approve
          </button>
          <button type="button" onClick={() => onApproval(part.approval.id, false)}>
            Decline
          </button>
        </span>
      )}
      {part.state === 'output-available' && <span>{part.output.summary}</span>}
      {part.state === 'output-denied' && <span>Declined</span>}
      {part.state === 'output-error' && <span role="alert">It failed.</span>}
    </div>
  );
}
