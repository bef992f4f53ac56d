import { integerOf, type RedisCommands } from './redis-command.ts';
import { redisHashCommands } from './redis-hash-commands.ts';
import { redisKeyCommands } from './redis-key-commands.ts';
import type { RedisKeyspace } from './redis-keyspace.ts';
import { RedisErrorReply, type RedisReply } from './redis-reply.ts';
import { redisSortedSetCommands } from './redis-sorted-set-commands.ts';
import { redisStringCommands } from './redis-string-commands.ts';

const commands: RedisCommands = {
  ...redisStringCommands,
  ...redisKeyCommands,
  ...redisHashCommands,
  ...redisSortedSetCommands,
};

type Call = (name: string, ...parts: readonly string[]) => RedisReply;
type Script = (call: Call, keys: readonly string[], parts: readonly string[]) => RedisReply;

/** The library's own scripts by their first line, step for step: the table has no Lua. That both do the same is tested on a real server. */
const scripts: ReadonlyMap<string, Script> = new Map<string, Script>([
  [
    'reprise write 1',
    (call, [value = '', record = '', notes = ''], parts) => {
      const [member = '', text = '', pxat = '', score = '', note = '', most, keep, prefix = ''] = parts;
      call('SET', value, text, ...(pxat === '' ? [] : ['PXAT', pxat]));
      call('ZADD', record, score, member);
      if (note !== '') call('HSET', notes, member, note);
      const count = Number(call('ZCARD', record));
      if (count <= Number(most)) return [];
      const oldest = call('ZPOPMIN', record, String(Math.min(count - Number(keep), 1000)));
      const members = Array.isArray(oldest) ? oldest.filter((_, index) => index % 2 === 0).map(String) : [];
      return members.flatMap((dropped) => {
        const told = call('HGET', notes, dropped) ?? '';
        call('HDEL', notes, dropped);
        call('DEL', prefix + dropped);
        return [dropped, told];
      });
    },
  ],
  [
    'reprise count 1',
    (call, [hash = ''], [random = '', step = '', most = '', ...counters]) => {
      const isSound = (text: RedisReply) =>
        typeof text === 'string' && /^(0|[1-9]\d*)$/.test(text) && Number(text) <= 2 ** 51;
      const isHash = call('TYPE', hash) === 'hash';
      if (
        !isHash ||
        Number(call('HLEN', hash)) > Number(most) ||
        !isSound(call('HGET', hash, '.origin')) ||
        Number(call('HGET', hash, '.origin')) < 2 ** 32
      ) {
        call('DEL', hash);
        call('HSET', hash, '.origin', random);
      }
      const counts = counters.map((counter) => {
        const count = call('HGET', hash, counter);
        if (count !== null && !isSound(count)) call('HSET', hash, counter, random);
        if (step !== '0') call('HINCRBY', hash, counter, step);
        return call('HGET', hash, counter) ?? '0';
      });
      return [call('HGET', hash, '.origin'), ...counts];
    },
  ],
  [
    'reprise delete 1',
    (call, [record = '', notes = ''], [prefix = '', ...members]) =>
      members.filter((member) => {
        call('ZREM', record, member);
        call('HDEL', notes, member);
        return call('DEL', prefix + member) === 1;
      }).length,
  ],
  [
    'reprise renew 1',
    (call, [lease = ''], [token = '', duration = '']) =>
      call('GET', lease) === token ? call('PEXPIRE', lease, duration) : 0,
  ],
  [
    'reprise release 1',
    (call, [lease = ''], [token = '']) => (call('GET', lease) === token ? call('DEL', lease) : 0),
  ],
]);

/** The commands on scripts, known by their first line. */
export const redisScriptCommands: RedisCommands = {
  EVAL: {
    arity: -3,
    run(keyspace, [, text = '', count = '', ...parts]) {
      const script = scripts.get(/^-- (.+)\n/.exec(text)?.[1] ?? '');
      if (script === undefined) {
        throw new RedisErrorReply('ERR other scripts need a real server: start with { redis: "server" }');
      }
      const keys = Number(integerOf(count));
      return script(callerOf(keyspace), parts.slice(0, keys), parts.slice(keys));
    },
  },
};

function callerOf(keyspace: RedisKeyspace): Call {
  return (name, ...parts) => {
    const command = commands[name];
    if (command === undefined) throw new RedisErrorReply(`ERR unknown command '${name}'`);
    return command.run(keyspace, [name, ...parts]);
  };
}
