import { describe, expect, it } from 'vitest';
import type { AgentRouteName } from '../../../examples/prompt/agent-routes.ts';
import { runAgent } from '../../../examples/prompt/run-agent.ts';
import { shareOfAllowed } from '../../../examples/prompt/run-conversation.ts';
import { playLangChain } from '../../../examples/prompt/run-langchain-agent.ts';

const names: readonly AgentRouteName[] = [
  'OpenAI before 5.6',
  'OpenAI from 5.6',
  'Anthropic',
  'Bedrock',
  'OpenRouter',
];

describe('an agent of three turns with twelve tool steps in LangChain', () => {
  const runs = names.flatMap((name) => [
    [name, 'invoked', false] as const,
    [name, 'streamed', true] as const,
  ]);
  it.each(runs)(
    'over %s reads what the rules allow, %s step by step',
    async (name, _how, streams) => {
      const none = await runAgent(name, playLangChain(name), 'none', streams);
      const plan = await runAgent(name, playLangChain(name), 'plan', streams);
      expect(plan).toHaveLength(39);
      expect(shareOfAllowed(plan ?? [])).toBeGreaterThanOrEqual(0.95);
      expect(shareOfAllowed(plan ?? []) ?? 0).toBeGreaterThanOrEqual(shareOfAllowed(none ?? []) ?? 0);
    },
    60_000,
  );
});
