import type { DroppedEntry, EntryRecords } from '../contracts/exact-store.ts';
import { unexpectedReply } from './upstash-failure.ts';
import type { UpstashCounters } from './upstash-redis-counters.ts';
import { integerOf, type SendUpstash } from './upstash-redis-reply.ts';
import { deleteScript, writeScript } from './upstash-redis-scripts.ts';
import { encodeUpstashValue } from './upstash-redis-value.ts';

export interface UpstashRecordsOptions {
  readonly send: SendUpstash;
  readonly prefix: string;
  readonly clock: () => number;
  /** Expiries from here on are none. */
  readonly lastTime: number;
  /** @throws EntryTooLargeError */
  readonly requireFitting: (value: string) => void;
  readonly generations: UpstashCounters;
}

// What a client parses as JSON would come back as something else: the mark makes a note none.
const noteMark = 'n:';

/** A sorted set for each record, by age, and a hash for its notes; each write is one script. */
export function upstashRecords(options: UpstashRecordsOptions): EntryRecords {
  const { send, prefix, clock, lastTime, requireFitting, generations } = options;
  const values = `${prefix}v:`;
  const recordKey = (record: string) => `${prefix}o:${record}`;
  const notesKey = (record: string) => `${prefix}n:${record}`;

  const records: EntryRecords = {
    async write(record, { key, value, expiresAt, createdAt, note }, { most, keep }, operation) {
      requireFitting(value);
      if (!(clock() < expiresAt)) {
        await records.delete(record, [key], operation);
        return [];
      }
      const pxat = Math.floor(expiresAt);
      const reply = await generations.write(
        (pipeline) =>
          pipeline.eval(
            writeScript,
            [values + key, recordKey(record), notesKey(record)],
            [
              key,
              encodeUpstashValue(value),
              pxat < lastTime ? String(pxat) : '',
              String(createdAt),
              note === '' ? '' : noteMark + note,
              String(most),
              String(keep),
              values,
            ],
          ),
        operation,
      );
      return droppedOf(reply);
    },

    async delete(record, keys, operation) {
      if (keys.length === 0) return 0;
      const [reply] = await send(
        'delete',
        1,
        (pipeline) => pipeline.eval(deleteScript, [recordKey(record), notesKey(record)], [values, ...keys]),
        operation,
      );
      const deleted = integerOf(reply);
      if (deleted === undefined) throw unexpectedReply('delete');
      return deleted;
    },

    async count(record, operation) {
      const [reply] = await send('count', 1, (pipeline) => pipeline.zcard(recordKey(record)), operation);
      const count = integerOf(reply);
      if (count === undefined) throw unexpectedReply('count');
      return count;
    },
  };
  return records;
}

function droppedOf(reply: unknown): readonly DroppedEntry[] {
  if (!Array.isArray(reply) || reply.length % 2 !== 0) throw unexpectedReply('write');
  return Array.from({ length: reply.length / 2 }, (_, index) => {
    const [key, note]: readonly unknown[] = reply.slice(2 * index, 2 * index + 2);
    if (typeof key !== 'string' || typeof note !== 'string') throw unexpectedReply('write');
    return { key, note: note.slice(noteMark.length) };
  });
}
