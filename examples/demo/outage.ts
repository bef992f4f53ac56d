import type { LocalUpstash } from 'reprise/testing';
import { duration } from './figures.ts';
import { measure, printRuns, type Surroundings } from './measured-run.ts';
import type { Server } from './server.ts';
import { tasks } from './tasks.ts';

/**
 * Asks on a server with an empty memory while Upstash takes requests and never replies: the wait for it is bounded, the
 * model answers, and nothing is thrown.
 */
export async function askInOutage(
  server: Server,
  upstash: LocalUpstash,
  surroundings: Surroundings,
): Promise<void> {
  const { screen } = surroundings;
  const [task] = tasks;
  if (task === undefined) return;
  screen.print(`${screen.bold('an outage')} ${screen.dim('- Upstash takes requests and never replies')}`);
  screen.paragraph('asked:    ', task.question);
  const lift = upstash.fault({ kind: 'hang' });
  try {
    const run = await measure('new server', task, server, surroundings);
    screen.paragraph('answered: ', run.answer);
    printRuns(screen, [run]);
    const { latencyMs } = await server.cache.stats();
    const waited = duration(latencyMs.miss.p50);
    screen.print(
      screen.dim(`  The cache gave Upstash up after ${waited} (timeouts.read) and asked the model.`),
    );
  } finally {
    lift();
  }
  screen.print();
}
