import { createServer } from 'node:http';

/** How the server answers the next requests: by the protocol of OpenAI's embeddings, or not. */
export type EmbeddingAnswer = 'right' | 'too-few' | 'empty' | 'html' | 'hang' | 429 | 500;

export interface EmbeddingServer {
  readonly url: string;
  answer: EmbeddingAnswer;
  /** The texts of each request, and what else was asked for. */
  readonly requests: {
    readonly input: readonly string[];
    readonly model: string;
    readonly dimensions?: number;
  }[];
  close(): Promise<void>;
}

/** The vector of a text: its length, its first character, and 1. */
export const vectorOfText = (text: string): number[] => [text.length, text.charCodeAt(0), 1];

/** A local server with OpenAI's endpoint for embeddings. */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const requests: EmbeddingServer['requests'] = [];
  const server = createServer((incoming, response) => {
    let text = '';
    incoming.on('data', (chunk) => {
      text += chunk;
    });
    incoming.on('end', () => {
      const { input, encoding_format, ...rest } = JSON.parse(text);
      const texts: string[] = typeof input === 'string' ? [input] : input;
      requests.push({ input: texts, ...rest });
      response.setHeader('content-type', 'application/json');
      const { answer } = started;
      if (answer === 'hang') return;
      if (typeof answer === 'number') {
        response.statusCode = answer;
        response.end(JSON.stringify({ error: { message: `about ${texts[0]}`, type: 'error' } }));
        return;
      }
      if (answer === 'html') {
        response.end('<html></html>');
        return;
      }
      const encode = (vector: number[]) =>
        encoding_format === 'base64'
          ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
          : vector;
      const data = texts.slice(answer === 'too-few' ? 1 : 0).map((value, index) => ({
        object: 'embedding',
        index,
        embedding: encode(answer === 'empty' ? [] : vectorOfText(value)),
      }));
      const usage = { prompt_tokens: texts.length, total_tokens: texts.length };
      response.end(JSON.stringify({ object: 'list', model: 'm', data, usage }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const started: EmbeddingServer = {
    url: `http://127.0.0.1:${port}/v1`,
    answer: 'right',
    requests,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return started;
}
