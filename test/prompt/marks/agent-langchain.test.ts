import { describe, expect, it } from 'vitest';
import type { AgentRouteName } from '../../../examples/prompt/agent-routes.ts';
import { runAgent } from '../../../examples/prompt/run-agent.ts';
import { shareOfAllowed } from '../../../examples/prompt/run-conversation.ts';
import { playLangChain } from '../../../examples/prompt/run-langchain-agent.ts';

const names: readonly AgentRouteName[] = ['OpenAI before 5.6', 'OpenAI from 5.6', 'Anthropic', 'Bedrock'];

describe('an agent of three turns with twelve tool steps in LangChain', () => {
  it.each(names)('over %s reads 95% of what the rules allow, planned step by step', async (name) => {
    const none = await runAgent(name, playLangChain(name), 'none');
    const plan = await runAgent(name, playLangChain(name), 'plan');
    expect(plan).toHaveLength(39);
    expect(shareOfAllowed(plan ?? [])).toBeGreaterThanOrEqual(0.95);
    expect(shareOfAllowed(plan ?? []) ?? 0).toBeGreaterThanOrEqual(shareOfAllowed(none ?? []) ?? 0);
  }, 60_000);
});
