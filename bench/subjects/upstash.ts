import { UpstashRedisCache } from '@langchain/community/caches/upstash_redis';
import { Redis } from '@upstash/redis';
import { wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import { RepriseCache } from 'reprise/langchain';
import { upstashRedis } from 'reprise/upstash';
import type { Addresses } from '../run/remote-upstash.ts';
import type { Role } from '../run/row.ts';
import { type callOptions, model } from '../run/workload.ts';
import { BenchChatModel, messages } from './langchain.ts';
import { recipe } from './recipe.ts';

type Request = ReturnType<typeof callOptions>;

export interface UpstashSubject {
  readonly name: string;
  readonly role: Role;
  /** Asks for a whole answer. */
  ask(request: Request): PromiseLike<unknown>;
  /** How often its model was called. */
  calls(): number;
  /** Waits for what is still to be written. */
  settle(): Promise<unknown>;
}

/** Waits longer than any bound that a busy machine would exceed. */
const timeouts = { read: '10s', write: '10s', query: '10s', embed: '10s' } as const;

/** What answers exact requests from Upstash Redis, without a memory of its own. */
export function upstashCaches({ redis }: Addresses): readonly UpstashSubject[] {
  const own = createCache({ memory: false, store: upstashRedis(redis), timeouts });
  const langchain = createCache({ memory: false, store: upstashRedis(redis), timeouts });
  return [
    aiSdk('reprise', 'reprise', cacheMiddleware(own), () => own.close()),
    aiSdk('recipe + @upstash/redis', 'peer', recipe(new Redis({ ...redis, enableTelemetry: false })), pause),
    langChain('reprise, RepriseCache', 'variant', new RepriseCache(langchain, { model: 'bench' }), () =>
      langchain.close(),
    ),
    langChain(
      'LangChain UpstashRedisCache',
      'peer',
      new UpstashRedisCache({ client: new Redis({ ...redis, enableTelemetry: false }) }),
      pause,
    ),
  ];
}

function aiSdk(
  name: string,
  role: Role,
  middleware: Parameters<typeof wrapLanguageModel>[0]['middleware'],
  settle: () => Promise<unknown>,
): UpstashSubject {
  const asks = model();
  const wrapped = wrapLanguageModel({ model: asks, middleware });
  return { name, role, settle, ask: (request) => wrapped.doGenerate(request), calls: () => asks.calls };
}

function langChain(
  name: string,
  role: Role,
  cache: ConstructorParameters<typeof BenchChatModel>[0],
  settle: () => Promise<unknown>,
): UpstashSubject {
  const chat = new BenchChatModel(cache);
  return {
    name,
    role,
    settle,
    ask: ({ prompt }) => chat.invoke(messages(prompt)),
    calls: () => chat.calls,
  };
}

/** They don't say when they have written. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
