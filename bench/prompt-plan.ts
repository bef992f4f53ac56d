import { performance } from 'node:perf_hooks';
import { definePrompt, segment } from 'reprise/prompt';

/*
 * What planning costs for a prompt of 100 KB after its first render: 60 KB of static text, a tenant, a session and a
 * history of 60 messages, with another question in every plan. The values are made anew for every plan, as a route
 * handler that read them from a database would have them.
 */
const sentence =
  'The assistant answers in three sentences or fewer and names the next step for the customer. ';
const filled = (characters: number, start = '') =>
  (start + sentence.repeat(Math.ceil(characters / sentence.length))).slice(0, characters);

const prompt = definePrompt({
  id: 'bench',
  version: '1',
  segments: [
    segment.static('rules', filled(60_000)),
    segment.tenant('company', (values: { company: string }) => values.company),
    segment.session('customer', (values: { customer: string }) => values.customer),
    segment.history('history'),
    segment.turn('question', (values: { question: string }) => values.question, { repeats: true }),
  ],
});

const stored = JSON.stringify({
  company: filled(5_000, 'Acme. '),
  customer: filled(5_000, 'Ada. '),
  history: Array.from({ length: 60 }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: filled(500, `Message ${index}. `),
  })),
});
const targets = [
  { provider: 'openai.responses', model: 'gpt-5.4' },
  { provider: 'openai.responses', model: 'gpt-5.6' },
  { provider: 'anthropic.messages', model: 'claude-sonnet-4-5' },
] as const;

const plans = 2000;
console.log('Planning a prompt of 100 KB with 60 messages of history, in milliseconds\n');
console.log('model                 first    median       p95       p99');
for (const target of targets) {
  const times: number[] = [];
  for (let index = 0; index < plans; index++) {
    const values: {
      company: string;
      customer: string;
      history: { role: 'user' | 'assistant'; content: string }[];
    } = JSON.parse(stored);
    const start = performance.now();
    const plan = prompt.plan({ ...values, question: `Question ${index}?` }, target);
    plan.toAISDK();
    times.push(performance.now() - start);
  }
  const [first = 0, ...later] = times;
  const sorted = later.toSorted((left, right) => left - right);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3).padStart(8);
  console.log(
    `${target.model.padEnd(18)}${first.toFixed(3).padStart(9)}  ${at(0.5)}  ${at(0.95)}  ${at(0.99)}`,
  );
}
