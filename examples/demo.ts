import { startUpstash } from 'reprise/testing';
import { startModelService } from './demo/model-service.ts';
import { runTask } from './demo/run-task.ts';
import { openScreen } from './demo/screen.ts';
import { startServer } from './demo/server.ts';
import { printStatistics } from './demo/statistics.ts';
import { tasks } from './demo/tasks.ts';

const screen = openScreen(process.stdout);
const service = await startModelService();
const upstash = await startUpstash();
const first = startServer('first server', service.model, upstash.redis);
const second = startServer('other server', service.model, upstash.redis);

try {
  screen.print(`${screen.bold('reprise')}: the same requests again, without the model`);
  screen.print();
  screen.print(`  model    ${service.description}`);
  screen.print('  store    Upstash Redis: a local server that speaks its REST protocol');
  screen.print('  client   the packages ai and @ai-sdk/openai, over HTTP');
  screen.print();
  screen.print('Each task is called three times:');
  screen.print('  1 cold          nothing is cached: the model answers, and the answer is stored');
  screen.print('  2 warm          the same server asks again: its memory answers');
  screen.print('  3 other server  a second cache with an empty memory: Upstash Redis answers');
  screen.print();
  for (const task of tasks) await runTask(task, first, second, { screen, service });
  screen.print(screen.bold('cache.stats() of both servers'));
  printStatistics(screen, [
    { name: first.name, stats: await first.cache.stats() },
    { name: second.name, stats: await second.cache.stats() },
  ]);
} finally {
  await Promise.all([first.cache.close(), second.cache.close()]);
  await Promise.all([service.close(), upstash.close()]);
}
