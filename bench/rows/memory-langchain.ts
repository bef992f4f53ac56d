import { InMemoryCache } from '@langchain/core/caches';
import { createCache } from 'reprise';
import { CachedChatModel, RepriseCache } from 'reprise/langchain';
import { digest } from '../run/digest.ts';
import { eachColumn } from '../run/rounds.ts';
import type { Row } from '../run/row.ts';
import { answer, callOptions, copies } from '../run/workload.ts';
import { BenchChatModel, messages } from '../subjects/langchain.ts';

const sizes = [2_500, 50_000, 500_000];
const calls = [10, 3, 1];
const memory = { maxBytes: 1_000_000_000 };

export const row: Row = {
  title: 'Exact hit from memory, LangChain `invoke`',
  columns: sizes.map((size) => ({ name: `${size / 1_000} KB prompt`, unit: 'µs' })),
  rounds: 50,
  warmUp: 20,
  note: 'Limit: canonical JSON (sorted keys), SHA-256 of `node:crypto`, one lookup in a `Map`. LangChain itself makes messages, runs and a key of its own around each cache; `CachedChatModel` goes around that key.',
  async prepare() {
    const asked = sizes.map((size) => copies(messages(callOptions(size).prompt)));
    const known = new Map(asked.map((next) => [digest(next()), answer]));
    const limit = {
      name: 'canonical JSON + SHA-256 + Map',
      role: 'limit' as const,
      round: () => eachColumn(calls, (index) => known.get(digest(asked[index]?.()))),
    };
    const subjects = candidates().map(({ name, role, chat, inner }) => ({
      name,
      role,
      async round() {
        const times = await eachColumn(calls, (index) => chat.invoke(asked[index]?.() ?? []));
        if (inner.calls !== sizes.length) throw new Error(`${name} called the model ${inner.calls} times.`);
        return times;
      },
    }));
    return [limit, ...subjects];
  },
};

function candidates() {
  const own = new BenchChatModel(new RepriseCache(createCache({ memory }), { model: 'bench' }));
  const peer = new BenchChatModel(new InMemoryCache());
  const inner = new BenchChatModel();
  const wrapped = new CachedChatModel({ model: inner, cache: createCache({ memory }) });
  return [
    { name: 'reprise, RepriseCache', role: 'reprise' as const, chat: own, inner: own },
    { name: 'reprise, CachedChatModel', role: 'variant' as const, chat: wrapped, inner },
    { name: 'LangChain InMemoryCache', role: 'peer' as const, chat: peer, inner: peer },
  ];
}
