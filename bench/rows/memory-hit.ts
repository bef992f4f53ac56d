import { hash } from 'node:crypto';
import { wrapLanguageModel } from 'ai';
import { microseconds } from '../run/rounds.ts';
import type { Row } from '../run/row.ts';
import { answer, callOptions, copies, model } from '../run/workload.ts';
import { memoryCaches } from '../subjects/middlewares.ts';

const sizes = [2_500, 50_000, 500_000];
/** Calls a round at each size: together so short that the system seldom takes the core away in between. */
const calls = [30, 8, 1];

export const row: Row = {
  title: 'Exact hit from memory, AI SDK `doGenerate`',
  columns: sizes.map((size) => ({ name: `${size / 1_000} KB prompt`, unit: 'µs' })),
  rounds: 250,
  warmUp: 60,
  note: 'Limit: canonical JSON (sorted keys), SHA-256 of `node:crypto`, one lookup in a `Map`.',
  async prepare() {
    const asked = sizes.map((size) => copies(callOptions(size)));
    const known = new Map(asked.map((next) => [digest(next()), answer]));
    const limit = {
      name: 'canonical JSON + SHA-256 + Map',
      role: 'limit' as const,
      round: () => eachSize((index) => known.get(digest(asked[index]?.()))),
    };
    const subjects = memoryCaches.map(({ name, role, create }) => {
      const asks = model();
      const wrapped = wrapLanguageModel({ model: asks, middleware: create() });
      return {
        name,
        role,
        async round() {
          const times = await eachSize((index) => wrapped.doGenerate(asked[index]?.() ?? callOptions(0)));
          if (asks.calls !== sizes.length) throw new Error(`${name} called the model ${asks.calls} times.`);
          return times;
        },
      };
    });
    return [limit, ...subjects];
  },
};

async function eachSize(call: (index: number) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const [index, count] of calls.entries()) times.push(await microseconds(() => call(index), count));
  return times;
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value, sorted));
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
