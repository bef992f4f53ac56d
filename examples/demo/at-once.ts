import { streamText } from 'ai';
import { duration } from './figures.ts';
import { handbook } from './handbook.ts';
import type { Surroundings } from './measured-run.ts';
import { questions } from './questions.ts';
import type { Server } from './server.ts';

const callers = 5;

/**
 * Asks the same new question several times at once: one request goes to the model, and all callers stream its answer.
 * @throws when they did not all get the same answer.
 */
export async function askAtOnce(server: Server, { screen, service }: Surroundings): Promise<void> {
  screen.print(`${screen.bold('five at once')} ${screen.dim('- five callers stream the same new question')}`);
  screen.paragraph('asked:    ', questions.delivery);
  const progress = screen.progress('5 calls');
  const requestsBefore = service.requests();
  const started = performance.now();
  const calls = Array.from({ length: callers }, async () => {
    const result = streamText({ model: server.model, instructions: handbook, prompt: questions.delivery });
    let answer = '';
    for await (const text of result.textStream) answer += text;
    return answer;
  });
  const answers = await Promise.all(calls).finally(() => progress.done());
  const elapsed = performance.now() - started;
  await server.settled();
  const [answer = ''] = answers;
  if (answers.some((each) => each !== answer)) throw new Error('Callers got different answers.');
  screen.paragraph('answered: ', answer);
  const requests = service.requests() - requestsBefore;
  screen.print(
    screen.green(`  ${callers} complete answers in ${duration(elapsed)}, requests to the model: ${requests}`),
  );
  screen.print();
}
