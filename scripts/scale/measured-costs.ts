import { createCache } from '../../src/create-cache.ts';
import { textResponse } from '../../src/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';
import { startUpstash } from '../../src/testing/index.ts';
import { upstashRedis, upstashVector } from '../../src/upstash/index.ts';

/** What one request with this outcome asks of Upstash. */
export interface Cost {
  readonly commands: number;
  readonly vectorOperations: number;
}

export interface Costs {
  readonly exact: Readonly<Record<'memory' | 'store' | 'miss', Cost>>;
  readonly semantic: Readonly<Record<'memory' | 'store' | 'semantic' | 'miss', Cost>>;
  /** Bytes that an answer of 500 characters takes in Redis. */
  readonly entryBytes: number;
  /** Bytes that its vector takes in Upstash Vector, metadata included. */
  readonly vectorBytes: number;
}

const dimensions = 384;
const answer = 'A refund is due within fourteen days of the return. '.repeat(10).slice(0, 500);
const request = (question: string) => ({
  provider: 'openai',
  model: 'gpt-5-mini',
  scope: 'customer-1',
  question,
});
const embed = async (texts: readonly string[]) => texts.map(() => new Array<number>(dimensions).fill(1));

/** Counts what the library sends to the local Upstash, request by request. */
export async function measuredCosts(): Promise<Costs> {
  const exact = await costsOf(false);
  const semantic = await costsOf(true);
  return {
    exact: exact.costs,
    semantic: { ...semantic.costs, semantic: semantic.byMeaning },
    entryBytes: exact.entryBytes,
    vectorBytes: semantic.vectorBytes,
  };
}

async function costsOf(byMeaning: boolean) {
  const upstash = await startUpstash({ vector: { dimensions, embed, embeddingModel: 'words' } });
  const open = () =>
    createCache({
      store: upstashRedis(upstash.redis),
      memory: { recheck: '1h' },
      timeouts: { read: '30s', write: '30s', query: '30s', embed: '30s' },
      ...(byMeaning
        ? { semantic: semanticLayer({ index: upstashVector(upstash.vector, { hostedModel: 'words' }) }) }
        : {}),
    });
  let cache = open();
  const cost = async (question: string): Promise<Cost> => {
    upstash.clearRequests();
    await cache.getOrSet(request(question), async () => textResponse(answer));
    await cache.close();
    const bodies = upstash.requests('redis').map(({ body }) => body);
    return {
      commands: bodies.reduce((sum: number, body) => sum + (Array.isArray(body) ? body.length : 1), 0),
      vectorOperations: upstash.requests('vector').filter(({ path }) => !path.startsWith('/info')).length,
    };
  };
  // What is asked once in the life of a process or of a database isn't the price of a request.
  await cost('What is asked first?');
  const miss = await cost('When is a refund due?');
  const written = upstash.requests('redis').flatMap(({ body }) => (Array.isArray(body) ? body : []));
  const entry = written.find(
    (command) => Array.isArray(command) && command[0] === 'set' && String(command[1]).includes(':e:'),
  );
  const upserted = upstash.requests('vector').find(({ path }) => path.startsWith('/upsert'));
  const memory = await cost('When is a refund due?');
  cache = open();
  await cost('What else is asked first?');
  const byWording = await cost('when is a refund due, please?');
  const store = await cost('When is a refund due?');
  await upstash.close();
  return {
    costs: { miss, memory, store },
    byMeaning: byWording,
    entryBytes: JSON.stringify(entry ?? '').length,
    vectorBytes: dimensions * 4 + JSON.stringify(upserted?.body ?? '').length,
  };
}
