import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import fc from 'fast-check';
import { callRequest } from '../../src/ai-sdk/call-request.ts';
import type { NativeCallOptions } from '../../src/ai-sdk/native-model.ts';
import { chatRequest } from '../../src/langchain/request/chat-request.ts';
import { canonicalText } from '../../src/request/canonical-form.ts';
import { requestKeys } from '../../src/request/request-key.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const json = fc.jsonValue({ maxDepth: 3 });
const turn = fc.tuple(fc.constantFrom('user', 'assistant', 'system'), text);
const settings = fc.dictionary(fc.constantFrom('seed', 'topP', 'topK', 'grammar', 'user'), json, {
  maxKeys: 3,
});
const call = fc.record({ turns: fc.array(turn, { minLength: 1, maxLength: 4 }), settings, options: json });
type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never;

export interface FuzzResult {
  readonly seed: number;
  readonly distinct: number;
  readonly collisions: number;
  readonly thrown: number;
  /** The longest that one request took, in milliseconds. */
  readonly longest: number;
}

/** Makes distinct requests through both adapters, and looks for two with one key. */
export async function fuzzRequests(count: number, seed: number): Promise<FuzzResult> {
  const model = { provider: 'openai', modelId: 'gpt-4o' };
  const chat = new ChatOpenAI({ model: 'gpt-4o', apiKey: 'unused' });
  const seen = new Map<string, string>();
  const known = new Set<string>();
  const total = { collisions: 0, thrown: 0, longest: 0 };
  for (const asked of fc.sample(call, { numRuns: count, seed })) {
    const name = canonicalText(asked);
    if (known.has(name)) continue;
    known.add(name);
    const started = performance.now();
    try {
      const requests = [
        callRequest(model, nativeCall(asked), {}),
        chatRequest({
          model: chat,
          messages: messagesOf(asked),
          options: { ...asked.settings, fuzzed: asked.options } as never,
          provider: 'langchain-openai',
          context: true,
        }).request,
      ];
      for (const [place, request] of requests.entries()) {
        const { key } = await requestKeys(request, 'n');
        const told = canonicalText(
          place === 0 ? nativeCall(asked) : [asked.turns, asked.settings, asked.options],
        );
        if ((seen.get(key) ?? told) !== told) total.collisions += 1;
        seen.set(key, told);
      }
    } catch {
      total.thrown += 1;
    }
    total.longest = Math.max(total.longest, performance.now() - started);
  }
  return { seed, distinct: known.size, ...total };
}

function nativeCall({ turns, settings: given, options }: Call): NativeCallOptions {
  return {
    prompt: turns.map(([role, said]) => ({
      role,
      content: role === 'system' ? said : [{ type: 'text', text: said }],
    })),
    ...given,
    providerOptions: { openai: { fuzzed: options } },
  };
}

function messagesOf({ turns }: Call) {
  return turns.map(([role, said]) =>
    role === 'user'
      ? new HumanMessage(said)
      : role === 'system'
        ? new SystemMessage(said)
        : new AIMessage(said),
  );
}
