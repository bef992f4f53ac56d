/** The ways in which the same chat is answered. */
export const routes = {
  node: { label: 'AI SDK', api: '/api/chat', body: {} },
  edge: { label: 'AI SDK, edge', api: '/api/edge', body: {} },
  chain: { label: 'LangChain chain', api: '/api/langchain', body: { kind: 'chain' } },
  agent: { label: 'LangChain agent', api: '/api/langchain', body: { kind: 'agent' } },
} as const;

export type RouteName = keyof typeof routes;
