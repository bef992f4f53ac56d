import { describe, expect, it } from 'vitest';
import { type AgentRouteName, agentRoutes } from '../../../examples/prompt/agent-routes.ts';
import type { CacheAccount } from '../../../examples/prompt/cache-account.ts';
import {
  type AgentWay,
  playAiSdk5,
  playAiSdk6,
  playAiSdk7,
  runAgent,
} from '../../../examples/prompt/run-agent.ts';
import { shareOfAllowed } from '../../../examples/prompt/run-conversation.ts';

globalThis.AI_SDK_LOG_WARNINGS = false;

const players = { 'ai 5': playAiSdk5, 'ai 6': playAiSdk6, 'ai 7': playAiSdk7 } as const;
const names = Object.keys(agentRoutes).filter((name): name is AgentRouteName => name in agentRoutes);
const read = (accounts: readonly CacheAccount[]) => accounts.reduce((sum, account) => sum + account.read, 0);

describe.each(
  Object.entries(players),
)('an agent of three turns with twelve tool steps in %s', (_sdk, player) => {
  const runs = names.flatMap((name) => [
    [name, 'generated', false] as const,
    [name, 'streamed', true] as const,
  ]);
  it.each(runs)(
    'over %s reads what the rules allow, %s',
    async (name, _how, streams) => {
      const played = new Map<AgentWay, readonly CacheAccount[]>();
      for (const way of ['none', 'middleware', 'plan', 'both'] as const) {
        const accounts = await runAgent(name, player(name), way, streams);
        expect(accounts).toHaveLength(39);
        played.set(way, accounts ?? []);
      }
      const of = (way: AgentWay) => played.get(way) ?? [];
      const share = (way: AgentWay) => shareOfAllowed(of(way)) ?? 0;
      expect(share('middleware')).toBeGreaterThanOrEqual(0.98);
      expect(share('both')).toBeGreaterThanOrEqual(0.98);
      expect(read(of('plan'))).toBeGreaterThanOrEqual(read(of('none')));
      expect(read(of('both'))).toBeGreaterThanOrEqual(read(of('middleware')) * 0.999);
    },
    60_000,
  );
});
