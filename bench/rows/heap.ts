import { InMemoryCache } from '@langchain/core/caches';
import { wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { RepriseCache } from 'reprise/langchain';
import { heapMegabytes } from '../run/heap.ts';
import type { Row, Subject } from '../run/row.ts';
import { answer, callOptions, model, ownAnswer } from '../run/workload.ts';
import { BenchChatModel, messages } from '../subjects/langchain.ts';
import { memoryCaches } from '../subjects/middlewares.ts';

const answers = 1_000;

export const row: Row = {
  title: 'Heap of a thousand answers in memory, 50 KB prompts',
  columns: [{ name: 'a thousand answers', unit: 'MB' }],
  rounds: 2,
  // What is compiled and loaded at the first call stays for good.
  warmUp: 1,
  processes: 1,
  note: `Limit: a \`Map\` from a digest to the answer's text of ${answer.length} characters. Measured once collections free no more, over an empty cache. The caches of LangChain are behind its own \`invoke\`.`,
  async prepare() {
    const limit: Subject = {
      name: 'Map of digests and texts',
      role: 'limit',
      round: () =>
        held(() => {
          const map = new Map<string, string>();
          return {
            keeps: map,
            ask: async (index) => void map.set(`${index}`.padStart(43, '-'), ownAnswer(index)),
          };
        }),
    };
    const subjects = memoryCaches.map(({ name, role, create }) => ({
      name,
      role,
      round: () =>
        held(() => {
          const keeps = wrapLanguageModel({ model: model(), middleware: create() });
          return { keeps, ask: (index) => keeps.doGenerate(requestOf(index)) };
        }),
    }));
    const langchain = [
      {
        name: 'reprise, RepriseCache',
        role: 'variant' as const,
        create: () =>
          new RepriseCache(createCache({ memory: { maxBytes: 1e9, maxEntries: 5_000 } }), { model: 'bench' }),
      },
      { name: 'LangChain InMemoryCache', role: 'peer' as const, create: () => new InMemoryCache() },
    ].map(({ name, role, create }) => ({
      name,
      role,
      round: () =>
        held(() => {
          const keeps = new BenchChatModel(create());
          return { keeps, ask: (index) => keeps.invoke(messages(requestOf(index).prompt)) };
        }),
    }));
    return [limit, ...subjects, ...langchain];
  },
};

/**
 * Each request has a prompt of its own, as one parsed from a request's body, and of its own length: V8 takes a long
 * string's length for its hash, so that maps keyed by whole prompts of one length degenerate to lists.
 */
function requestOf(index: number): ReturnType<typeof callOptions> {
  const { prompt, ...rest } = callOptions(50_000 + index, `Question ${index}?`);
  return { ...rest, prompt: JSON.parse(JSON.stringify(prompt)) };
}

async function held(
  create: () => { readonly keeps: object; readonly ask: (index: number) => PromiseLike<unknown> },
): Promise<number[]> {
  const before = await heapMegabytes();
  const { keeps, ask } = create();
  for (let index = 0; index < answers; index++) await ask(index);
  const megabytes = (await heapMegabytes()) - before;
  // It must be alive up to here.
  return keeps === undefined ? [] : [megabytes];
}
