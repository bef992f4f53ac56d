import { estimateTokenCount } from 'tokenx';
import { createCache } from '../../src/create-cache.ts';
import { textResponse } from '../../src/index.ts';
import { judge, semanticLayer } from '../../src/semantic/index.ts';
import { startUpstash } from '../../src/testing/index.ts';
import { upstashRedis, upstashVector } from '../../src/upstash/index.ts';

/** What one request with this outcome asks of Upstash. */
export interface Cost {
  readonly commands: number;
  readonly vectorOperations: number;
}

export interface Costs {
  readonly exact: Readonly<Record<'memory' | 'store' | 'miss', Cost>>;
  /** By meaning, without a judge being asked: what is proved, or remembered, and what has no candidate. */
  readonly semantic: Readonly<Record<'memory' | 'store' | 'proved' | 'remembered' | 'miss', Cost>>;
  readonly judged: Readonly<Record<'hit' | 'miss', Cost>>;
  /** With `queryAhead`. */
  readonly queryAhead: Readonly<Record<'store', Cost>>;
  /** Tokens of one call of the judge, about one candidate. */
  readonly judgeTokens: { readonly input: number; readonly output: number };
  /** Bytes that an answer of 500 characters takes in Redis. */
  readonly entryBytes: number;
  /** Bytes that its vector takes in Upstash Vector, metadata included. */
  readonly vectorBytes: number;
}

export const dimensions = 384;
const answer = 'A refund is due within fourteen days of the return. '.repeat(10).slice(0, 500);
const request = (question: string) => ({
  provider: 'openai',
  model: 'gpt-5-mini',
  scope: 'customer-1',
  question,
});
const stored = 'When is a refund due?';
const proved = 'when is a refund due, please?';
const reworded = 'How long until customers get their money back?';
const unrelated = 'Which jacket is the warmest?';

/** Unrelated questions lie apart; all the others are found for each other. */
const embed = async (texts: readonly string[]) =>
  texts.map((text) =>
    Array.from({ length: dimensions }, (_, at) => (at % 2 === Number(text === unrelated) ? 1 : 0)),
  );

/** Counts what the library sends to the local Upstash, request by request. */
export async function measuredCosts(): Promise<Costs> {
  const exact = await scene(false);
  const miss = await exact.cost(stored);
  const entry = exact.written().find(([name, key]) => name === 'set' && String(key).includes(':e:'));
  const memory = await exact.cost(stored);
  await exact.restart();
  const store = await exact.cost(stored);
  await exact.close();

  const meaning = await scene(true);
  const semanticMiss = await meaning.cost(stored);
  const upserted = meaning.upserted();
  const semantic = {
    miss: semanticMiss,
    memory: await meaning.cost(stored),
    proved: await meaning.cost(proved),
  };
  const judgedMiss = await meaning.cost('Where is my parcel?');
  const judgedHit = await meaning.cost(reworded);
  await meaning.restart();
  const remembered = await meaning.cost(reworded);
  const semanticStore = await meaning.cost(stored);
  await meaning.restart(true);
  const storeAhead = await meaning.cost(stored);
  await meaning.close();

  return {
    exact: { miss, memory, store },
    semantic: { ...semantic, remembered, store: semanticStore },
    judged: { hit: judgedHit, miss: judgedMiss },
    queryAhead: { store: storeAhead },
    judgeTokens: { input: estimateTokenCount(meaning.prompt()), output: 1 },
    entryBytes: JSON.stringify(entry ?? '').length,
    vectorBytes: dimensions * 4 + JSON.stringify(upserted ?? '').length,
  };
}

async function scene(byMeaning: boolean) {
  const upstash = await startUpstash({ vector: { dimensions, embed, embeddingModel: 'words' } });
  let prompt = '';
  const ask = async (asked: string) => {
    prompt = asked;
    return asked.includes(reworded) ? '1' : 'none';
  };
  const open = (queryAhead: boolean) =>
    createCache({
      store: upstashRedis(upstash.redis),
      memory: { recheck: '1h' },
      timeouts: { read: '30s', write: '30s', query: '30s', embed: '30s' },
      ...(byMeaning
        ? {
            semantic: semanticLayer({
              index: upstashVector(upstash.vector, { hostedModel: 'words' }),
              judge: judge(ask, { timeout: 30_000 }),
              queryAhead,
            }),
          }
        : {}),
    });
  let cache = open(false);
  const commands = (): readonly unknown[] =>
    upstash
      .requests('redis')
      .flatMap(({ body }): readonly unknown[] => (Array.isArray(body) ? body : [body]));
  const cost = async (question: string): Promise<Cost> => {
    upstash.clearRequests();
    await cache.getOrSet(request(question), async () => textResponse(answer));
    await cache.close();
    return {
      commands: commands().length,
      vectorOperations: upstash.requests('vector').filter(({ path }) => !path.startsWith('/info')).length,
    };
  };
  // What is asked once in the life of a database or of a process isn't the price of a request.
  await cost(unrelated);
  return {
    cost,
    written: () => commands().filter((command): command is readonly unknown[] => Array.isArray(command)),
    upserted: () => upstash.requests('vector').find(({ path }) => path.startsWith('/upsert'))?.body,
    prompt: () => prompt,
    async restart(queryAhead = false) {
      cache = open(queryAhead);
      await cost(unrelated);
    },
    close: () => upstash.close(),
  };
}
