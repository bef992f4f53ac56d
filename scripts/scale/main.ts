/**
 * What a cache saves and costs at the size of a real service: `npm run bench:scale` simulates services of up to a hundred
 * million entries and 10,000 requests a second, runs the library itself at a small size beside the simulation, counts what
 * it asks of Upstash, and writes docs/guides/scale.md with its plots.
 */
import { writeFile } from 'node:fs/promises';
import { guide } from './guide.ts';
import { measuredCosts } from './measured-costs.ts';
import { plots } from './plots.ts';
import { realRun } from './real-run.ts';
import { checks, realConversations } from './scenarios.ts';
import { simulateService } from './service-simulation.ts';

const docs = new URL('../../docs/', import.meta.url);
const started = performance.now();
const report = (what: string) =>
  console.log(`${((performance.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${what}`);

const costs = await measuredCosts();
report('counted what a request asks of Upstash');
const checked = [];
for (const [name, service] of Object.entries(checks)) {
  const real = await realRun(service, { conversations: realConversations, seed: 7 });
  checked.push({ name, real, simulated: simulateService(service) });
  report(`ran the library: ${name}`);
}
for (const [name, svg] of Object.entries(plots(costs))) {
  await writeFile(new URL(`pictures/${name}.svg`, docs), svg);
}
report('drew the plots');
await writeFile(new URL('guides/scale.md', docs), guide(costs, checked));
report('wrote docs/guides/scale.md');
