import { builtinPrices, type CacheStats } from 'reprise';
import { count, duration, money, share } from './figures.ts';
import type { Screen } from './screen.ts';
import { printTable } from './table.ts';

/** The statistics of several caches side by side, as `cache.stats()` gives them. */
export function printStatistics(
  screen: Screen,
  caches: readonly { readonly name: string; readonly stats: CacheStats }[],
): void {
  const row = (name: string, cell: (stats: CacheStats) => string) => [
    name,
    ...caches.map(({ stats }) => cell(stats)),
  ];
  printTable(
    screen,
    [{ title: [], align: 'left' }, ...caches.map(({ name }) => ({ title: [name], align: 'right' }) as const)],
    [
      row('hits in memory', ({ hits }) => count(hits.memory)),
      row('hits in Upstash Redis', ({ hits }) => count(hits.store)),
      row('misses', ({ misses }) => count(misses.total)),
      row('joined a running call', ({ shared }) => count(shared)),
      row('past the cache', ({ bypasses }) => count(bypasses.total)),
      row('hit rate, with joined calls', ({ hitRate }) => share(hitRate)),
      row('lookup of a hit, median', ({ latencyMs }) => latency(latencyMs.hit)),
      row('the model, median', ({ latencyMs }) => latency(latencyMs.generated)),
      row('failures of a store', ({ failures }) => count(failures)),
      row(
        'tokens saved, in + out',
        ({ saved }) => `${count(saved.inputTokens)} + ${count(saved.outputTokens)}`,
      ),
      row(`money saved (list, ${builtinPrices.date})`, ({ saved }) => money(saved.usd)),
    ],
  );
}

function latency({ count: measured, p50 }: CacheStats['latencyMs']['hit']): string {
  return measured === 0 ? '-' : duration(p50);
}
