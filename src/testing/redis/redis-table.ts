import type { RedisCommand, RedisCommands } from './redis-command.ts';
import { redisHashCommands } from './redis-hash-commands.ts';
import { redisKeyCommands } from './redis-key-commands.ts';
import { RedisKeyspace } from './redis-keyspace.ts';
import { RedisErrorReply, type RedisExecutor, type RedisReply } from './redis-reply.ts';
import { redisScriptCommands } from './redis-script-commands.ts';
import { redisSetCommands } from './redis-set-commands.ts';
import { redisSortedSetCommands } from './redis-sorted-set-commands.ts';
import { redisStringCommands } from './redis-string-commands.ts';

const commands: RedisCommands = {
  ...redisStringCommands,
  ...redisKeyCommands,
  ...redisHashCommands,
  ...redisSetCommands,
  ...redisSortedSetCommands,
  ...redisScriptCommands,
};

function commandFor(parts: readonly string[]): RedisCommand {
  const [name = '', ...rest] = parts;
  const command = Object.hasOwn(commands, name.toUpperCase()) ? commands[name.toUpperCase()] : undefined;
  if (command === undefined) {
    const quoted = rest.map((part) => `'${part.slice(0, 128)}' `).join('');
    throw new RedisErrorReply(`ERR unknown command '${name}', with args beginning with: ${quoted}`);
  }
  const { arity } = command;
  if (arity >= 0 ? parts.length !== arity : parts.length < -arity) {
    throw new RedisErrorReply(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  }
  return command;
}

/** The commands this library and its tests use, over a table in memory, with Redis 7's replies and refusals. */
export function redisTable({ clock = Date.now }: { readonly clock?: () => number } = {}): RedisExecutor {
  const keyspace = new RedisKeyspace(clock);
  const run = (parts: readonly string[]): RedisReply => commandFor(parts).run(keyspace, parts);

  return {
    execute: async (parts) => run(parts),
    async transaction(queue) {
      try {
        for (const parts of queue) commandFor(parts);
      } catch {
        throw new RedisErrorReply('EXECABORT Transaction discarded because of previous errors.');
      }
      return queue.map((parts) => {
        try {
          return run(parts);
        } catch (error) {
          if (error instanceof RedisErrorReply) return error;
          throw error;
        }
      });
    },
    async close() {
      keyspace.clear();
    },
  };
}
