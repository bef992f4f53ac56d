import { measure, printRuns, type Surroundings } from './measured-run.ts';
import type { Server } from './server.ts';
import type { Task } from './tasks.ts';

/**
 * Performs a task cold, warm, and on a server whose memory is empty, and prints the three side by side.
 * @throws when a cached answer is another than the model's.
 */
export async function runTask(
  task: Task,
  first: Server,
  second: Server,
  surroundings: Surroundings,
): Promise<void> {
  const { screen } = surroundings;
  screen.print(`${screen.bold(task.name)} ${screen.dim(`- ${task.about}`)}`);
  screen.paragraph('asked:    ', task.question);
  const cold = await measure('1 cold', task, first, surroundings);
  const warm = await measure('2 warm', task, first, surroundings);
  await first.settled();
  const elsewhere = await measure('3 other server', task, second, surroundings);
  const runs = [cold, warm, elsewhere];
  if (runs.some(({ answer }) => answer !== cold.answer)) {
    throw new Error(`The cache gave another answer than the model: ${task.name}.`);
  }
  screen.paragraph('answered: ', cold.answer);
  printRuns(screen, runs);
  if (runs.every(({ toolRuns }) => toolRuns === 1)) {
    screen.print(screen.dim("  The tool itself ran in all three calls: only the model's part is cached."));
  }
  screen.print();
}
