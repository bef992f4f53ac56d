const headEnd = '\r\n\r\n';

/** Cuts a connection's bytes into whole HTTP messages with a `content-length`, which all of Upstash's have. */
export class HttpMessages {
  #waiting: Buffer = Buffer.alloc(0);

  /** @returns the messages that these bytes complete. */
  push(bytes: Buffer): Buffer[] {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    const messages: Buffer[] = [];
    for (;;) {
      const head = this.#waiting.indexOf(headEnd);
      if (head === -1) return messages;
      const length = /content-length: *(\d+)/i.exec(this.#waiting.toString('latin1', 0, head))?.[1] ?? '0';
      const end = head + headEnd.length + Number(length);
      if (this.#waiting.length < end) return messages;
      messages.push(this.#waiting.subarray(0, end));
      this.#waiting = this.#waiting.subarray(end);
    }
  }
}

export function bodyOf(message: Buffer): string {
  return message.toString('utf8', message.indexOf(headEnd) + headEnd.length);
}

/** The message with another body, and the length that goes with it. */
export function withBody(message: Buffer, body: string): Buffer {
  const head = message.toString('latin1', 0, message.indexOf(headEnd));
  const length = `content-length: ${Buffer.byteLength(body)}`;
  return Buffer.from(`${head.replace(/content-length: *\d+/i, length)}${headEnd}${body}`, 'utf8');
}

export function reply(status: string, contentType: string, body: string): Buffer {
  const lines = [`HTTP/1.1 ${status}`, `content-type: ${contentType}`, 'content-length: 0'];
  return withBody(Buffer.from(`${lines.join('\r\n')}${headEnd}`), body);
}
