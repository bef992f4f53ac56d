import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ShopOpening {
  readonly redis: { readonly url: string; readonly token: string };
  readonly vector: { readonly url: string; readonly token: string };
  /** Where the model answers. */
  readonly model: string;
}

export type ShopCall =
  | ({ readonly do: 'open' } & ShopOpening)
  | { readonly do: 'ask'; readonly question: string; readonly product: string }
  | { readonly do: 'emit'; readonly event: string; readonly data: Readonly<Record<string, unknown>> };

/** Starts a shop as a process of its own, and gives what calls it. */
export function startShop() {
  const child = fork(fileURLToPath(new URL('./shop.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.build.json' },
  });
  const waiting = new Map<number, (value: unknown) => void>();
  let calls = 0;
  child.on('message', ({ id, value }: { readonly id: number; readonly value: unknown }) => {
    waiting.get(id)?.(value);
    waiting.delete(id);
  });
  return {
    pid: child.pid,
    call: (call: ShopCall): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const id = calls++;
        waiting.set(id, resolve);
        child.once('exit', () => reject(new Error('The shop has ended.')));
        child.send({ ...call, id });
      }),
    close: () => child.kill(),
  };
}
