import type { FileUIPart } from 'ai';
import { ArrowUp, Paperclip, Square, X } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';

interface ComposerProps {
  readonly busy: boolean;
  readonly onSend: (message: { text: string; files: FileUIPart[] }) => void;
  readonly onStop: () => void;
}

export function Composer({ busy, onSend, onStop }: ComposerProps) {
  const [text, setText] = useState('');
  const [image, setImage] = useState<FileUIPart>();
  const form = useRef<HTMLFormElement>(null);
  const picker = useRef<HTMLInputElement>(null);

  function send(event: FormEvent) {
    event.preventDefault();
    if (busy || text.trim() === '') return;
    onSend({ text, files: image === undefined ? [] : [image] });
    setText('');
    setImage(undefined);
  }

  function sendOnEnter(event: KeyboardEvent) {
    // An input method confirms its suggestion with Enter.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    form.current?.requestSubmit();
  }

  async function attach(file: File | undefined) {
    if (file === undefined) return;
    const reader = new FileReader();
    reader.onload = () =>
      setImage({ type: 'file', mediaType: file.type, filename: file.name, url: String(reader.result) });
    reader.readAsDataURL(file);
  }

  return (
    <form className="composer" aria-label="Message" ref={form} onSubmit={send}>
      {image !== undefined && (
        <span className="attachment">
          {image.filename}
          <button type="button" aria-label={`Remove ${image.filename}`} onClick={() => setImage(undefined)}>
            <X size={14} aria-hidden />
          </button>
        </span>
      )}
      <input
        ref={picker}
        type="file"
        accept="image/*"
        className="hidden"
        tabIndex={-1}
        aria-label="Image to send"
        onChange={(event) => attach(event.target.files?.[0])}
      />
      <div className="row">
        <button
          type="button"
          className="icon"
          aria-label="Attach an image"
          title="Attach an image"
          onClick={() => picker.current?.click()}
        >
          <Paperclip size={18} aria-hidden />
        </button>
        <textarea
          rows={1}
          value={text}
          placeholder="Ask something"
          aria-label="Your message"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={sendOnEnter}
        />
        {busy ? (
          <button type="button" className="icon primary" aria-label="Stop" title="Stop" onClick={onStop}>
            <Square size={16} aria-hidden />
          </button>
        ) : (
          <button
            type="submit"
            className="icon primary"
            aria-label="Send"
            title="Send"
            disabled={text.trim() === ''}
          >
            <ArrowUp size={18} aria-hidden />
          </button>
        )}
      </div>
    </form>
  );
}
