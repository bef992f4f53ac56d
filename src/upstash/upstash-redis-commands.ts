import type { UpstashRedisPipeline } from './upstash-redis-client.ts';

/**
 * What doing commands again comes to: a `read` changes nothing, a `write` comes to the same, and what must be done `once`
 * at the most may not even be sent a second time.
 */
export type CommandKind = 'read' | 'write' | 'once';

export interface Commands {
  /** Each its name and its arguments, as the REST protocol has them. */
  readonly list: readonly (readonly (string | number)[])[];
  /** The strictest of all. */
  readonly kind: CommandKind;
}

export function commandsOf(queueAll: (pipeline: UpstashRedisPipeline) => void): Commands {
  const list: (readonly (string | number)[])[] = [];
  let kind: CommandKind = 'read';
  const read = (...command: (string | number)[]) => void list.push(command);
  const write = (...command: (string | number)[]) => {
    if (kind === 'read') kind = 'write';
    list.push(command);
  };
  const once = (...command: (string | number)[]) => {
    kind = 'once';
    list.push(command);
  };
  queueAll({
    mget: (...keys) => read('mget', ...keys),
    zcard: (key) => read('zcard', key),
    hmget: (key, ...fields) => read('hmget', key, ...fields),
    hgetall: (key) => read('hgetall', key),
    scan: (cursor, { match, count }) => read('scan', cursor, 'match', match, 'count', count),
    set: (key: string, value: string, options: { pxat?: number; nx?: true; px?: number } = {}) => {
      const { pxat, px, nx } = options;
      // A lease that was taken, and whose reply was lost, would be refused to its own holder.
      const queue = nx ? once : write;
      queue(
        'set',
        key,
        value,
        ...(pxat === undefined ? [] : ['pxat', pxat]),
        ...(px === undefined ? [] : ['px', px]),
        ...(nx === undefined ? [] : ['nx']),
      );
    },
    del: (...keys) => write('del', ...keys),
    eval: (script, keys, args) => write('eval', script, keys.length, ...keys, ...args),
    hsetnx: (key, field, value) => write('hsetnx', key, field, value),
    // What has arrived would count twice.
    hincrby: (key, field, increment) => once('hincrby', key, field, increment),
  });
  return { list, kind };
}
