import { type AgentRouteName, agentRoutes } from './agent-routes.ts';
import type { CacheAccount } from './cache-account.ts';
import { type AgentWay, playAiSdk5, playAiSdk6, playAiSdk7, runAgent } from './run-agent.ts';
import { shareOfAllowed } from './run-conversation.ts';
import { playLangChain } from './run-langchain-agent.ts';
import { table } from './table.ts';

const frameworks = { 'ai 5': playAiSdk5, 'ai 6': playAiSdk6, 'ai 7': playAiSdk7, LangChain: playLangChain };
const ways: readonly AgentWay[] = ['none', 'middleware', 'plan', 'both'];
const routes = Object.keys(agentRoutes).filter((name): name is AgentRouteName => name in agentRoutes);

interface Played {
  readonly framework: string;
  readonly way: AgentWay;
  readonly accounts: readonly CacheAccount[];
  readonly streamed: readonly CacheAccount[];
}

/** Plays the agent over every route and version, and prints what each step read from the cache. */
export async function reportAgents(heading: (text: string) => string): Promise<void> {
  for (const route of routes) {
    const played: Played[] = [];
    for (const [framework, player] of Object.entries(frameworks)) {
      for (const way of ways) {
        const accounts = await runAgent(route, player(route), way);
        const streamed = await runAgent(route, player(route), way, true);
        if (accounts !== undefined && streamed !== undefined)
          played.push({ framework, way, accounts, streamed });
      }
    }
    console.log(
      `\n${heading(`An agent over ${route} (${agentRoutes[route].model}): cached share, step by step`)}`,
    );
    console.log(table([...headings(played), ...stepRows(played), ...totals(played)]));
  }
}

function headings(played: readonly Played[]): readonly (readonly string[])[] {
  return [
    ['', ...played.map(({ framework, way }) => (way === 'none' ? framework : ''))],
    ['turn.step', ...played.map(({ way }) => way)],
  ];
}

function stepRows(played: readonly Played[]): readonly (readonly string[])[] {
  const requests = played[0]?.accounts.length ?? 0;
  return Array.from({ length: requests }, (_, index) => [
    `${Math.floor(index / 13) + 1}.${(index % 13) + 1}`,
    ...played.map(({ accounts }) => {
      const account = accounts[index];
      return percent(account === undefined ? 0 : account.read / account.input, 0);
    }),
  ]);
}

function totals(played: readonly Played[]): readonly (readonly string[])[] {
  const allowed = (accounts: readonly CacheAccount[]) => percent(shareOfAllowed(accounts) ?? 0, 1);
  return [
    ['of what the rules allow', ...played.map(({ accounts }) => allowed(accounts))],
    ['streamed', ...played.map(({ streamed }) => allowed(streamed))],
  ];
}

function percent(share: number, digits: number): string {
  return `${(share * 100).toFixed(digits)}%`;
}
