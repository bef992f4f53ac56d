import { setTimeout as delay } from 'node:timers/promises';
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';
import { estimateTokenCount } from 'tokenx';
import type { ScriptedAnswer } from './scripted-answers.ts';

/** A server on 127.0.0.1 that speaks OpenAI's protocols. */
export interface LocalModel {
  /** What `createOpenAI` takes as `baseURL`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface Pace {
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
}

/** About as fast as hosted small models are. */
const hosted: Pace = { firstTokenMs: 600, tokensPerSecond: 60 };

const charactersPerChunk = 5;

/**
 * Starts a stand-in for OpenAI: real HTTP, real event streams, scripted answers. It bills the tokens that the texts
 * would have, by estimate, and takes the time that a model would.
 */
export async function startLocalModel(
  answers: readonly ScriptedAnswer[],
  pace = hosted,
): Promise<LocalModel> {
  const server = new LLMock({ port: 0, chunkSize: charactersPerChunk, strict: true });
  for (const { question, hasToolResult, reply } of answers) {
    server.on(
      { userMessage: question, ...(hasToolResult === undefined ? {} : { hasToolResult }) },
      async (request) => {
        const { content, toolCall } = reply(toolResult(request));
        const written = content ?? JSON.stringify(toolCall?.input);
        const usage = { input_tokens: inputTokens(request), output_tokens: estimateTokenCount(written) };
        // Without a stream, the answer comes when its last token has been written.
        if (request.stream !== true) {
          await delay(pace.firstTokenMs + (1000 * usage.output_tokens) / pace.tokensPerSecond);
        }
        if (toolCall === undefined) return { content: written, usage };
        return { toolCalls: [{ name: toolCall.name, arguments: written }], usage };
      },
      { streamingProfile: { ttft: pace.firstTokenMs, tps: pace.tokensPerSecond, jitter: 0.2 } },
    );
  }
  await server.start();
  return { url: `${server.url}/v1`, close: () => server.stop() };
}

function toolResult({ messages }: ChatCompletionRequest): string | undefined {
  const last = messages.at(-1);
  return last?.role === 'tool' && typeof last.content === 'string' ? last.content : undefined;
}

function inputTokens({ messages, tools, response_format }: ChatCompletionRequest): number {
  return estimateTokenCount(JSON.stringify([messages, tools, response_format]));
}
