import { type AnswerSource, answeredBy, answerSource, savedBy } from './answer-source.ts';
import { count, duration, money } from './figures.ts';
import type { ModelService } from './model-service.ts';
import type { Screen } from './screen.ts';
import type { Server } from './server.ts';
import { printTable } from './table.ts';
import type { Task } from './tasks.ts';

/** A call as it was measured. */
export interface Run {
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
  { title: ['call'], align: 'left' },
  { title: ['answered by'], align: 'left' },
  { title: ['first', 'token'], align: 'right' },
  { title: ['total'], align: 'right' },
  { title: ['requests', 'to model'], align: 'right' },
  { title: ['tokens', 'saved'], align: 'right' },
  { title: ['money', 'saved'], align: 'right' },
] as const;

/** Prints runs as rows; those that the cache answered stand out. */
export function printRuns(screen: Screen, runs: readonly Run[]): void {
  printTable(screen, columns, runs.map(cells), ([, by]) => by !== 'the model');
}

/** Performs a task once, with the time it takes and the requests it makes. */
export async function measure(
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
    tokens === 0 ? '-' : count(tokens),
    tokens === 0 ? '-' : usd === 0 ? 'no price' : money(usd),
  ];
}
