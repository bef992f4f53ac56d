/**
 * Makes fuzzed requests through both adapters and looks for two with one key, in all of them, a throw or a stall. Exits
 * with 1 when there was one.
 * Run: npx tsx scripts/fuzz-keys.ts [count] [seed]
 */
import { fuzzRequests, type KnownKeys } from '../test/ai-sdk/fuzzed-requests.ts';

const [count = '500000', seed = '1'] = process.argv.slice(2);
const batch = 10_000;
const known: KnownKeys = new Map();
const total = { distinct: 0, collisions: 0, thrown: 0, longest: 0 };

for (let done = 0; done < Number(count); done += batch) {
  const result = await fuzzRequests(Math.min(batch, Number(count) - done), Number(seed) + done, known);
  console.log(result);
  total.distinct += result.distinct;
  total.collisions += result.collisions;
  total.thrown += result.thrown;
  total.longest = Math.max(total.longest, result.longest);
}
console.log('in all', total, `keys ${known.size}`);
process.exitCode = total.collisions + total.thrown > 0 ? 1 : 0;
