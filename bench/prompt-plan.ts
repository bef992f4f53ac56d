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

const rounds = 40;
const plansOfRound = 50;
console.log('Planning a prompt of 100 KB with 60 messages of history, in milliseconds a plan');
console.log('(the first: wall clock; the others: CPU time of rounds of 50 plans)\n');
console.log('model                 first   fastest    median   slowest');
for (const target of targets) {
  const firstStart = performance.now();
  plan(parsed(), -1, target);
  const first = performance.now() - firstStart;
  const times = Array.from({ length: rounds }, (_, round) => {
    const values = Array.from({ length: plansOfRound }, parsed);
    const start = process.cpuUsage();
    values.forEach((value, index) => {
      plan(value, round * plansOfRound + index, target);
    });
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / plansOfRound;
  }).sort((left, right) => left - right);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(3).padStart(8);
  console.log(`${target.model.padEnd(18)}${first.toFixed(3).padStart(9)}  ${at(0)}  ${at(0.5)}  ${at(1)}`);
}

interface Values {
  company: string;
  customer: string;
  history: { role: 'user' | 'assistant'; content: string }[];
}

function parsed(): Values {
  return JSON.parse(stored);
}

function plan(values: Values, index: number, target: (typeof targets)[number]): void {
  prompt.plan({ ...values, question: `Question ${index}?` }, target).toAISDK();
}
