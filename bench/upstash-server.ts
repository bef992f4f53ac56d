/** The process behind `remoteUpstash`: tells its addresses, then takes latencies. */
import { startUpstash } from 'reprise/testing';
import { wordVector } from './run/word-vector.ts';

const upstash = await startUpstash({ vector: { embed: async (texts) => texts.map(wordVector) } });
let lift = () => {};
process.on('message', (milliseconds: number) => {
  lift();
  lift = milliseconds === 0 ? () => {} : upstash.fault({ kind: 'latency', milliseconds });
  process.send?.(milliseconds);
});
process.on('disconnect', () => process.exit(0));
// The server keeps every request for tests that look at them.
setInterval(() => upstash.clearRequests(), 1_000);
process.send?.({ redis: upstash.redis, vector: upstash.vector });
