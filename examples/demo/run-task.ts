import { type AnswerSource, answeredBy, answerSource, savedBy } from './answer-source.ts';
import { count, duration, money } from './figures.ts';
import type { ModelService } from './model-service.ts';
import type { Screen } from './screen.ts';
import type { Server } from './server.ts';
import { printTable } from './table.ts';
import type { Task } from './tasks.ts';

/** A call as it was measured. */
interface Run {
  readonly label: string;
  readonly answer: string;
  readonly sources: readonly AnswerSource[];
  readonly firstTextMs: number;
  readonly totalMs: number;
  readonly requests: number;
  readonly toolRuns: number;
}

export interface Surroundings {
  readonly screen: Screen;
  readonly service: ModelService;
}

const columns = [
  { title: 'call', align: 'left' },
  { title: 'answered by', align: 'left' },
  { title: 'first token', align: 'right' },
  { title: 'total', align: 'right' },
  { title: 'HTTP to model', align: 'right' },
  { title: 'tokens saved', align: 'right' },
  { title: 'money saved', align: 'right' },
] as const;

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
  screen.print(`  asked:    ${task.question}`);
  const cold = await measure('1 cold', task, first, surroundings);
  const warm = await measure('2 warm', task, first, surroundings);
  await first.settled();
  const elsewhere = await measure('3 other server', task, second, surroundings);
  const runs = [cold, warm, elsewhere];
  if (runs.some(({ answer }) => answer !== cold.answer)) {
    throw new Error(`The cache gave another answer than the model: ${task.name}.`);
  }
  screen.print(`  answered: ${cold.answer}`);
  printTable(screen, columns, runs.map(cells), ([, by]) => by !== 'the model');
  if (cold.toolRuns > 0) {
    const times = runs.map(({ toolRuns }) => toolRuns).join(', ');
    screen.print(
      screen.dim(`  The tool itself ran in every call (${times} time each): only the model is cached.`),
    );
  }
  screen.print();
}

async function measure(
  label: string,
  task: Task,
  server: Server,
  { screen, service }: Surroundings,
): Promise<Run> {
  const progress = screen.progress(label);
  const requestsBefore = service.requests();
  const started = performance.now();
  let firstTextMs: number | undefined;
  try {
    const { answer, metadata, toolRuns } = await task.perform(server.model, (text) => {
      firstTextMs ??= performance.now() - started;
      progress.text(text);
    });
    const totalMs = performance.now() - started;
    return {
      label,
      answer,
      sources: metadata.map(answerSource),
      firstTextMs: firstTextMs ?? totalMs,
      totalMs,
      requests: service.requests() - requestsBefore,
      toolRuns,
    };
  } finally {
    progress.done();
  }
}

function cells({ label, sources, firstTextMs, totalMs, requests }: Run): readonly string[] {
  const { tokens, usd } = savedBy(sources);
  return [
    label,
    answeredBy(sources),
    duration(firstTextMs),
    duration(totalMs),
    count(requests),
    count(tokens),
    money(usd),
  ];
}
