import type { Tallies } from '../contracts/exact-store.ts';
import { unexpectedReply } from './upstash-failure.ts';
import type { SendUpstash } from './upstash-redis-reply.ts';

/** A hash for each tally. */
export function upstashTallies({
  send,
  prefix,
}: {
  readonly send: SendUpstash;
  readonly prefix: string;
}): Tallies {
  const tallyKey = (name: string) => `${prefix}t:${name}`;

  return {
    async add(name, amounts, operation) {
      const fields = Object.entries(amounts);
      if (fields.length === 0) return;
      const replies = await send(
        'add',
        fields.length,
        (pipeline) => {
          for (const [field, amount] of fields) pipeline.hincrby(tallyKey(name), field, amount);
        },
        operation,
      );
      if (replies.some((reply) => !Number.isInteger(Number(reply)))) throw unexpectedReply('add');
    },

    async read(name, operation) {
      const [reply] = await send('tally', 1, (pipeline) => pipeline.hgetall(tallyKey(name)), operation);
      if (reply === null) return {};
      if (typeof reply !== 'object') throw unexpectedReply('tally');
      const sums: Record<string, number> = {};
      for (const [field, value] of fieldsOf(reply)) {
        const sum = Number(value);
        if (!Number.isInteger(sum)) throw unexpectedReply('tally');
        sums[field] = sum;
      }
      return sums;
    },
  };
}

/** The client gives an object, or, with its own deserialisation off, fields and values by turns. */
function fieldsOf(reply: object): readonly (readonly [string, unknown])[] {
  if (!Array.isArray(reply)) return Object.entries(reply);
  return Array.from({ length: Math.floor(reply.length / 2) }, (_, index) => [
    String(reply[2 * index]),
    reply[2 * index + 1],
  ]);
}
