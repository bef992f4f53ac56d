import { wrapLanguageModel } from 'ai';
import { digest } from '../run/digest.ts';
import { eachColumn } from '../run/rounds.ts';
import type { Row } from '../run/row.ts';
import { answer, callOptions, copies, model } from '../run/workload.ts';
import { memoryCaches } from '../subjects/middlewares.ts';

const sizes = [2_500, 50_000, 500_000];
/** Calls a round at each size: together so short that the system seldom takes the core away in between. */
const calls = [30, 8, 1];

export const row: Row = {
  title: 'Exact hit from memory, AI SDK `doGenerate`',
  columns: sizes.map((size) => ({ name: `${size / 1_000} KB prompt`, unit: 'µs' })),
  rounds: 100,
  warmUp: 40,
  note: 'Limit: canonical JSON (sorted keys), SHA-256 of `node:crypto`, one lookup in a `Map`.',
  async prepare() {
    const asked = sizes.map((size) => copies(callOptions(size)));
    const known = new Map(asked.map((next) => [digest(next()), answer]));
    const limit = {
      name: 'canonical JSON + SHA-256 + Map',
      role: 'limit' as const,
      round: () => eachColumn(calls, (index) => known.get(digest(asked[index]?.()))),
    };
    const subjects = memoryCaches.map(({ name, role, create }) => {
      const asks = model();
      const wrapped = wrapLanguageModel({ model: asks, middleware: create() });
      return {
        name,
        role,
        async round() {
          const times = await eachColumn(calls, (index) =>
            wrapped.doGenerate(asked[index]?.() ?? callOptions(0)),
          );
          if (asks.calls !== sizes.length) throw new Error(`${name} called the model ${asks.calls} times.`);
          return times;
        },
      };
    });
    return [limit, ...subjects];
  },
};
