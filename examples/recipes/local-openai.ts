import { LLMock } from '@copilotkit/aimock';

/** OpenAI's protocol on this machine, with the answers that the recipes ask for; nothing leaves the machine. */
export async function localOpenAI() {
  const server = new LLMock({ port: 0 });
  server.onMessage(/capital of France/, { content: 'Paris.' });
  server.onMessage(/recipe for tomato soup/, { content: '{"title":"Tomato soup","minutes":30}' });
  server.on({ userMessage: /weather in Lisbon/, hasToolResult: true }, { content: 'It is 18 °C in Lisbon.' });
  server.on(
    { userMessage: /weather in Lisbon/, hasToolResult: false },
    { toolCalls: [{ name: 'weather', arguments: '{"city":"Lisbon"}' }] },
  );
  server.onMessage(/forgot my password[\s\S]*reset my password|reset my password[\s\S]*forgot my password/, {
    content: '1',
  });
  server.onMessage(/password/, { content: 'Open Settings, then Security, then Reset password.' });
  server.onMessage(/router/, { content: 'Hold its button for ten seconds.' });
  await server.start();
  return {
    environment: { OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: 'local' },
    /** How many calls it has had. */
    calls: () => server.getRequests().length,
    close: () => server.stop(),
  };
}
