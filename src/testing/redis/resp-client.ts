import { connect } from 'node:net';
import { StoreFailedError } from '../../errors.ts';
import { RedisErrorReply, type RedisExecutor, type RedisReply } from './redis-reply.ts';
import { parseResp, type RespReply, respCommand } from './resp-reply.ts';

interface Waiting {
  resolve(reply: RespReply): void;
  reject(error: Error): void;
}

const withoutErrors = (reply: RespReply): RedisReply => {
  if (reply instanceof RedisErrorReply) return reply.message;
  return typeof reply === 'object' && reply !== null ? reply.map(withoutErrors) : reply;
};

/**
 * Redis commands over one connection to a real server, in the order they are given.
 * @param path the server's Unix socket.
 * @throws StoreFailedError when there is no connection, and for all that waits when it ends.
 */
export async function respClient(path: string): Promise<RedisExecutor> {
  const waiting: Waiting[] = [];
  let received: Buffer = Buffer.alloc(0);
  let ended = false;

  const socket = connect(path);
  const end = () => {
    ended = true;
    const error = new StoreFailedError('redis', 'connection closed');
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', () => reject(new StoreFailedError('redis', 'no connection')));
  });
  socket.on('error', end);
  socket.on('close', end);
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    let position = 0;
    let parsed = parseResp(received, position);
    while (parsed !== undefined) {
      position = parsed.end;
      waiting.shift()?.resolve(parsed.reply);
      parsed = position < received.length ? parseResp(received, position) : undefined;
    }
    received = received.subarray(position);
  });

  const send = (command: readonly string[]): Promise<RespReply> =>
    new Promise((resolve, reject) => {
      if (ended) {
        reject(new StoreFailedError('redis', 'connection closed'));
        return;
      }
      waiting.push({ resolve, reject });
      socket.write(respCommand(command));
    });

  const execute = async (command: readonly string[]): Promise<RedisReply> => {
    const reply = await send(command);
    if (reply instanceof RedisErrorReply) throw reply;
    return withoutErrors(reply);
  };

  return {
    execute,
    async transaction(commands) {
      // All of it is written before anything is awaited, so no other command gets in between.
      const sent = [['MULTI'], ...commands, ['EXEC']].map(send);
      const replies = await Promise.all(sent);
      const executed = replies.at(-1);
      if (executed instanceof RedisErrorReply) throw executed;
      if (!Array.isArray(executed)) throw new StoreFailedError('redis', 'unexpected reply');
      return executed.map((reply: RespReply) =>
        reply instanceof RedisErrorReply ? reply : withoutErrors(reply),
      );
    },
    async close() {
      ended = true;
      socket.destroy();
    },
  };
}
