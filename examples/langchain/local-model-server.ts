import { LLMock } from '@copilotkit/aimock';

/** A server on this machine that speaks OpenAI's protocol, as slowly as a model: 30 ms a chunk. Nothing leaves the machine. */
export async function localModelServer() {
  const server = new LLMock({ port: 0, chunkSize: 12, latency: 30 });
  server.onMessage(/Question: .*sent back/, {
    content:
      'You can send it back within 30 days, unused and with the receipt. The refund takes 5 working days.',
  });
  server.onMessage(/Question: .*warranty/, {
    content: 'The frame is covered for 5 years, everything that moves for 2 years.',
  });
  await server.start();
  return {
    baseURL: `${server.url}/v1`,
    /** How many calls the model has had. */
    calls: () => server.getRequests().length,
    stop: () => server.stop(),
  };
}
