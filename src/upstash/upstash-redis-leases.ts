import type { Leases, StoreOperation } from '../contracts/exact-store.ts';
import { unexpectedReply } from './upstash-failure.ts';
import { integerOf, type SendUpstash } from './upstash-redis-reply.ts';
import { releaseScript, renewScript } from './upstash-redis-scripts.ts';

/** A key for each lease that holds the token of its holder, and expires. */
export function upstashLeases({
  send,
  prefix,
}: {
  readonly send: SendUpstash;
  readonly prefix: string;
}): Leases {
  const leaseKey = (name: string) => `${prefix}l:${name}`;

  const own = async (
    operation: string,
    script: string,
    name: string,
    args: string[],
    options?: StoreOperation,
  ): Promise<boolean> => {
    const [reply] = await send(
      operation,
      1,
      (pipeline) => pipeline.eval(script, [leaseKey(name)], args),
      options,
    );
    const changed = integerOf(reply);
    if (changed === undefined) throw unexpectedReply(operation);
    return changed === 1;
  };

  return {
    async acquire(name, token, duration, operation) {
      const px = Math.max(1, Math.ceil(duration));
      const [reply] = await send(
        'acquire',
        1,
        (pipeline) => pipeline.set(leaseKey(name), token, { nx: true, px }),
        operation,
      );
      if (reply !== 'OK' && reply !== null) throw unexpectedReply('acquire');
      return reply === 'OK';
    },

    renew: (name, token, duration, operation) =>
      own('renew', renewScript, name, [token, String(Math.max(1, Math.ceil(duration)))], operation),

    release: (name, token, operation) => own('release', releaseScript, name, [token], operation),
  };
}
