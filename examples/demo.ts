import { startUpstash } from 'reprise/testing';
import { askAtOnce } from './demo/at-once.ts';
import { askByMeaning } from './demo/by-meaning.ts';
import { startModelService } from './demo/model-service.ts';
import { askInOutage } from './demo/outage.ts';
import { rehearse } from './demo/rehearse.ts';
import { runTask } from './demo/run-task.ts';
import { openScreen } from './demo/screen.ts';
import { startServer } from './demo/server.ts';
import { printStatistics } from './demo/statistics.ts';
import { tasks } from './demo/tasks.ts';

const screen = openScreen(process.stdout);
const service = await startModelService();
const upstash = await startUpstash();
const { model } = service;
const { redis } = upstash;
// One process plays the servers and the database: a moment without a processor must not pass for an outage.
const patience = '1m';
const first = startServer({ name: 'first server', model, redis, patience });
const second = startServer({ name: 'other server', model, redis, patience });
const third = startServer({ name: 'in outage', model, redis });

try {
  const progress = screen.progress('loading');
  await rehearse(redis).finally(() => progress.done());
  screen.print(`${screen.bold('reprise')}: when the same request comes again, the model is not asked again`);
  screen.print();
  screen.print('  client   the packages ai and @ai-sdk/openai, over HTTP');
  screen.print(`  model    ${service.description}`);
  screen.print('  cache    a memory in each server, over one Upstash Redis that they share');
  screen.print('           (here a local server that speaks its REST protocol)');
  screen.print();
  screen.print('Each task is called three times:');
  screen.print('  1 cold          nothing is cached: the model answers, and the answer is stored');
  screen.print('  2 warm          the same server asks again: its memory answers');
  screen.print('  3 other server  a second server, its memory still empty: Upstash Redis answers');
  screen.print(screen.dim('All of it ran before, unmeasured, so that loading code is not in the figures.'));
  screen.print();
  for (const task of tasks) await runTask(task, first, second, { screen, service });
  await askAtOnce(first, { screen, service });
  await askByMeaning(model, { screen, service });
  await askInOutage(third, upstash, { screen, service });
  screen.print(`${screen.bold('cache.stats()')} ${screen.dim('- what each server counted')}`);
  const servers = [first, second, third];
  const counted = servers.map(async ({ name, cache }) => ({ name, stats: await cache.stats() }));
  printStatistics(screen, await Promise.all(counted));
} finally {
  await Promise.all([first, second, third].map(({ cache }) => cache.close()));
  await Promise.all([service.close(), upstash.close()]);
}
