import type { LanguageModel } from 'ai';
import { offlineAnswer } from './offline-answers';

type Model = Extract<LanguageModel, { readonly specificationVersion: 'v3' }>;
type CallOptions = Parameters<Model['doStream']>[0];
type Content = Awaited<ReturnType<Model['doGenerate']>>['content'][number];
type StreamPart =
  Awaited<ReturnType<Model['doStream']>>['stream'] extends ReadableStream<infer Part> ? Part : never;

const thinking = 900;
const betweenWords = 35;

/** A small model without a network, as slow as a real one: it answers by rules, calls tools, and reads images' sizes. */
export function offlineModel(): Model {
  return {
    specificationVersion: 'v3',
    provider: 'offline',
    modelId: 'offline-1',
    supportedUrls: {},
    async doGenerate(options) {
      await pause(thinking, options.abortSignal);
      const content = answer(options);
      return {
        content: [content],
        finishReason: finishReason(content),
        usage: usage(options, content),
        warnings: [],
      };
    },
    async doStream(options) {
      const content = answer(options);
      return { stream: streamOf(parts(content, options)) };
    },
  };
}

async function* parts(content: Content, options: CallOptions): AsyncGenerator<StreamPart> {
  yield { type: 'stream-start', warnings: [] };
  await pause(thinking, options.abortSignal);
  if (content.type === 'text') {
    yield { type: 'text-start', id: '0' };
    for (const delta of content.text.split(/(?<=\s)/)) {
      await pause(betweenWords, options.abortSignal);
      yield { type: 'text-delta', id: '0', delta };
    }
    yield { type: 'text-end', id: '0' };
  } else if (content.type === 'tool-call') {
    yield content;
  }
  yield { type: 'finish', finishReason: finishReason(content), usage: usage(options, content) };
}

function streamOf(parts: AsyncGenerator<StreamPart>): ReadableStream<StreamPart> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

function answer({ prompt, responseFormat, tools = [] }: CallOptions): Content {
  const last = prompt.at(-1);
  if (last?.role === 'tool') return { type: 'text', text: afterTools(last.content) };
  const user = prompt.findLast((message) => message.role === 'user');
  const texts = user?.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])) ?? [];
  const question = texts.join(' ');
  if (responseFormat?.type === 'json') return { type: 'text', text: JSON.stringify(recipe(question)) };
  const image = user?.content.find((part) => part.type === 'file');
  if (image !== undefined) {
    const bytes =
      typeof image.data === 'string' ? Math.round((image.data.length * 3) / 4) : Object(image.data).length;
    return {
      type: 'text',
      text: `An image (${image.mediaType}) of ${bytes} bytes. What is on it a real model can tell.`,
    };
  }
  const call = toolCall(question, new Set(tools.map(({ name }) => name)));
  return call ?? { type: 'text', text: offlineAnswer(question) };
}

function toolCall(question: string, tools: ReadonlySet<string>): Content | undefined {
  const city = /weather (?:in|at|for) ([\p{L} ]+)/iu.exec(question)?.[1]?.trim();
  const order = /refund.*?(\d+)/i.exec(question)?.[1];
  const call = (toolName: string, input: object): Content => ({
    type: 'tool-call',
    toolCallId: `call_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`,
    toolName,
    input: JSON.stringify(input),
  });
  if (city !== undefined && tools.has('weather')) return call('weather', { city });
  if (order !== undefined && tools.has('refund')) return call('refund', { order });
  return undefined;
}

function afterTools(content: Extract<CallOptions['prompt'][number], { role: 'tool' }>['content']): string {
  const result = content.findLast((part) => part.type === 'tool-result');
  const output = result?.output;
  if (output?.type === 'execution-denied') return 'As you wish: nothing was refunded.';
  const value: unknown = output !== undefined && 'value' in output ? output.value : undefined;
  return String(Reflect.get(Object(value), 'summary') ?? 'Done.');
}

function recipe(question: string) {
  const dish = /for (?:an? )?([\p{L} ]+)/iu.exec(question)?.[1]?.trim() ?? 'tomato soup';
  return {
    title: dish,
    minutes: 30,
    steps: ['Chop what is to be chopped.', `Cook the ${dish} gently.`, 'Serve it warm.'],
  };
}

function finishReason(content: Content) {
  const unified = content.type === 'tool-call' ? 'tool-calls' : 'stop';
  return { unified, raw: unified } as const;
}

/** Four letters a token, as estimates go. */
function usage(options: CallOptions, content: Content) {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4);
  const input = tokens(options.prompt);
  const output = tokens(content);
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  };
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
