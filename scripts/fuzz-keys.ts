/**
 * Makes fuzzed requests through both adapters and looks for two with one key, a throw or a stall.
 * Run: npx tsx scripts/fuzz-keys.ts [count] [seed]
 */
import { fuzzRequests } from '../test/ai-sdk/fuzzed-requests.ts';

const [count = '500000', seed = '1'] = process.argv.slice(2);
const batch = 10_000;

for (let done = 0; done < Number(count); done += batch) {
  console.log(await fuzzRequests(Math.min(batch, Number(count) - done), Number(seed) + done));
}
