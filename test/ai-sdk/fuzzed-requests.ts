import { createHash } from 'node:crypto';
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import fc from 'fast-check';
import { callRequest } from '../../src/ai-sdk/call-request.ts';
import type { NativeCallOptions } from '../../src/ai-sdk/native-model.ts';
import { chatRequest } from '../../src/langchain/request/chat-request.ts';
import { requestKeys } from '../../src/request/request-key.ts';
import { mainThreadTime } from '../main-thread-time.ts';

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
  /** The most CPU time of the main thread that making one call's requests and keys took, in milliseconds. */
  readonly longest: number;
}

/** What each key was made of: digests of both, so that a million fit into memory. */
export type KnownKeys = Map<string, string>;

/**
 * Makes distinct requests through both adapters, and looks for two with one key.
 * @param known keys of earlier rounds, which these are compared with; those of this round are added.
 */
export async function fuzzRequests(
  count: number,
  seed: number,
  known: KnownKeys = new Map(),
): Promise<FuzzResult> {
  const model = { provider: 'openai', modelId: 'gpt-4o' };
  const chat = new ChatOpenAI({ model: 'gpt-4o', apiKey: 'unused' });
  const asks = new Set<string>();
  const total = { collisions: 0, thrown: 0, longest: 0 };
  for (const asked of fc.sample(call, { numRuns: count, seed })) {
    const name = digest(asked);
    if (asks.has(name)) continue;
    asks.add(name);
    const before = mainThreadTime();
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
      const keys = await Promise.all(requests.map((request) => requestKeys(request, 'n')));
      // What follows isn't the library's: a map of half a million keys takes long to grow.
      total.longest = Math.max(total.longest, mainThreadTime() - before);
      for (const [place, { key }] of keys.entries()) {
        const told = digest(place === 0 ? nativeCall(asked) : [asked.turns, asked.settings, asked.options]);
        const short = key.slice(0, DIGITS);
        if ((known.get(short) ?? told) !== told) total.collisions += 1;
        known.set(short, told);
      }
    } catch {
      total.thrown += 1;
    }
  }
  return { seed, distinct: asks.size, ...total };
}

/** 128 bits. */
const DIGITS = 22;

/** What a call says, told without the code that makes keys. */
function digest(value: unknown): string {
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (Object.is(member, -0)) return { minus: 0 };
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGITS);
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
