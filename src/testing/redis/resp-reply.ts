import { RedisErrorReply } from './redis-reply.ts';

/** A reply on the wire; unlike Redis's JSON form it can hold refusals inside of arrays, as `EXEC` does. */
export type RespReply = string | number | null | RedisErrorReply | readonly RespReply[];

export interface ParsedResp {
  readonly reply: RespReply;
  /** Where the next reply begins. */
  readonly end: number;
}

/**
 * Reads one reply of RESP2; undefined while bytes are missing.
 * Source: redis.io/docs/latest/develop/reference/protocol-spec.
 */
export function parseResp(bytes: Buffer, start: number): ParsedResp | undefined {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd === -1) return undefined;
  const line = bytes.toString('utf8', start + 1, lineEnd);
  const next = lineEnd + 2;
  switch (bytes.toString('latin1', start, start + 1)) {
    case '+':
      return { reply: line, end: next };
    case '-':
      return { reply: new RedisErrorReply(line), end: next };
    case ':':
      return { reply: Number(line), end: next };
    case '$': {
      const length = Number(line);
      if (length < 0) return { reply: null, end: next };
      const end = next + length + 2;
      return bytes.length < end ? undefined : { reply: bytes.toString('utf8', next, next + length), end };
    }
    case '*': {
      if (Number(line) < 0) return { reply: null, end: next };
      const items: RespReply[] = [];
      let end = next;
      while (items.length < Number(line)) {
        const item = parseResp(bytes, end);
        if (item === undefined) return undefined;
        items.push(item.reply);
        end = item.end;
      }
      return { reply: items, end };
    }
    default:
      throw new TypeError('The server does not speak RESP2.');
  }
}

/** A command as RESP2 sends it: an array of texts with their lengths in bytes. */
export function respCommand(parts: readonly string[]): string {
  const texts = parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return `*${parts.length}\r\n${texts.join('')}`;
}
