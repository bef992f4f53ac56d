import { createHash } from 'node:crypto';
import { definePrompt, promptCacheMiddleware, segment } from '../../../src/prompt/index.ts';

/** Run in a process of its own: prints a digest of all that prompts render and plan there. */
const tools = Object.fromEntries(
  ['ı', 'İ', 'i', 'I', 'ä', 'z', 'Z', 'a10', 'a2', 'ß'].map((name) => [
    name,
    { description: `Does ${name}.`, inputSchema: { type: 'object', properties: { i: {}, I: {} } } },
  ]),
);
const prompt = definePrompt({
  id: 'bytes-ışık',
  version: '1',
  tools,
  segments: [
    segment.static('rules', 'Be kind. '.repeat(2000)),
    segment.tenant('profile', (values: { profile: object }) => ({ profile: values.profile })),
    segment.history('history'),
    segment.turn('question', (values: { question: string }) => values.question, { repeats: true }),
  ],
});
const history = [
  { role: 'user', content: 'Nerede?' },
  { role: 'assistant', content: 'Yolda.' },
];
const values = {
  profile: { İ: 1, i: 2, I: 3, ı: 4, z: 1.5, ä: 1e21, a: -0, since: new Date(0).toISOString() },
  history,
  question: 'Ne zaman?',
};
const targets = [
  { provider: 'openai.responses', model: 'GPT-5.6' },
  { provider: 'openai.responses', model: 'gpt-4.1-mini' },
  { provider: 'anthropic.messages', model: 'CLAUDE-HAIKU-4-5' },
  { provider: 'amazon-bedrock', model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
  { provider: 'xai.chat', model: 'grok-4.5' },
  { provider: 'GATEWAY', model: 'anthropic/claude-sonnet-4.5' },
];
const rendered = targets.map((target) => {
  const plan = prompt.plan(values, target);
  const calls = ([5, 6, 7] as const).map((version) =>
    version === 5
      ? plan.toAISDK({ version })
      : version === 6
        ? plan.toAISDK({ version })
        : plan.toAISDK({ version }),
  );
  return [plan.report, calls, plan.toLangChain(), plan.fingerprint({ keepText: true })];
});
const { transformParams } = promptCacheMiddleware();
const marked = await Promise.all(
  targets.map(({ provider, model }) =>
    transformParams({
      params: { prompt: [{ role: 'system', content: 'Be kind. '.repeat(2000) }, ...history] },
      model: { provider, modelId: model },
    }),
  ),
);
process.stdout.write(
  createHash('sha256')
    .update(JSON.stringify([rendered, marked]))
    .digest('hex'),
);
