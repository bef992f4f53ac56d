import { jsonOf, type RestCall, type RestReply, type RestService } from '../rest/rest-service.ts';
import { RedisErrorReply, type RedisExecutor, type RedisReply } from './redis-reply.ts';

/** The service keeps UTF-8, so half of a surrogate pair becomes U+FFFD. */
const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

/** A command's parts as Redis takes them. The service accepts numbers and booleans in the JSON, and nests nothing. */
const commandOf = (value: unknown): readonly string[] | undefined => {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const parts = value
    .filter((part) => ['string', 'number', 'boolean'].includes(typeof part))
    .map((part) => wellFormed(String(part)));
  return parts.length === value.length ? parts : undefined;
};

const commandsOf = (value: unknown): readonly (readonly string[])[] | undefined => {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const commands = value.map(commandOf).filter((command) => command !== undefined);
  return commands.length === value.length ? commands : undefined;
};

/** `undefined` for a path that can't be decoded. */
function spelledCommand({ path, query, text }: RestCall): readonly string[] | undefined {
  try {
    const parts = path.replace(/^\//, '').split('/').map(decodeURIComponent);
    const options = [...query].flatMap(([name, value]) => (value === '' ? [name] : [name, value]));
    return [...parts, ...(text === '' ? [] : [text]), ...options].map(wellFormed);
  } catch {
    return undefined;
  }
}

const itemOf = (reply: RedisReply | RedisErrorReply) =>
  reply instanceof RedisErrorReply ? { error: reply.message } : { result: reply };

const refusal = (message: string, status = 400): RestReply => ({ status, body: { error: message } });

/**
 * Upstash's Redis protocol over a table or a real server: `/` runs one command, `/pipeline` several with a reply or
 * an error each, `/multi-exec` several as one, and `/set/name/value` the command that the path spells, with the body
 * and then the query behind it. Source: upstash.com/docs/redis/features/restapi, November 2026.
 */
export function redisRestService(redis: RedisExecutor): RestService {
  const attempt = (command: readonly string[]): Promise<RedisReply | RedisErrorReply> =>
    redis.execute(command).catch((error: unknown) => {
      if (error instanceof RedisErrorReply) return error;
      throw error;
    });

  const runOne = async (command: readonly string[] | undefined): Promise<RestReply> => {
    if (command === undefined) return refusal('ERR failed to parse command');
    const reply = await attempt(command);
    return { status: reply instanceof RedisErrorReply ? 400 : 200, body: itemOf(reply) };
  };

  return {
    async handle(call) {
      const { method, path, text } = call;
      const inBody = path === '/' || path === '/pipeline' || path === '/multi-exec';
      if (!(inBody ? ['POST'] : ['GET', 'POST', 'PUT', 'HEAD']).includes(method)) {
        return refusal('ERR method not allowed', 405);
      }
      if (!inBody) return runOne(spelledCommand(call));
      const body = jsonOf(text);
      if (path === '/') return runOne(commandOf(body));
      const commands = commandsOf(body);
      if (commands === undefined) return refusal('ERR failed to parse pipeline request');
      if (path === '/pipeline') {
        const replies = await Promise.all(commands.map(attempt));
        return { status: 200, body: replies.map(itemOf) };
      }
      try {
        return { status: 200, body: (await redis.transaction(commands)).map(itemOf) };
      } catch (error) {
        if (error instanceof RedisErrorReply) return refusal(error.message);
        throw error;
      }
    },
    close: () => redis.close(),
  };
}
