import { Command } from 'commander';
import type { OverallStats } from '../../contracts/index.ts';
import { CommandError } from '../command-error.ts';
import { connect } from '../connect.ts';
import { styled, type Terminal } from '../terminal.ts';

/** `reprise stats`: what all processes that share the store counted. */
export function statsCommand(terminal: Terminal, ended: (code: number) => void): Command {
  return new Command('stats')
    .description(
      'Hit rate, latency and savings of all processes that share the store (sharedStatistics: sharedStatistics()).',
    )
    .option('--namespace <name>', 'the namespace that createCache was given', 'reprise')
    .option('--json', 'as JSON')
    .action(async ({ namespace, json }: { readonly namespace: string; readonly json?: true }) => {
      const cache = connect(terminal, namespace);
      const { overall } = await cache.stats();
      if (overall === undefined) {
        throw new CommandError('The store did not answer.', 'Run `reprise doctor` to find out why.');
      }
      terminal.out(json ? JSON.stringify(overall, null, 2) : statsTable(overall, terminal));
      ended(0);
    });
}

function statsTable(stats: OverallStats, terminal: Terminal): string {
  const { hits, misses, shared, stale, hitRate, saved, byModel } = stats;
  if (hits.total + misses + shared === 0) {
    return 'Nothing counted yet. Applications count with `createCache({ sharedStatistics: sharedStatistics() })`.';
  }
  const layers = `memory ${hits.memory}, store ${hits.store}, meaning ${hits.semantic}`;
  const lines = [
    ['hit rate', percent(hitRate)],
    ['hits', `${hits.total} (${layers}; ${stale} of them stale)`],
    ['shared', `${shared} waited for a call that was under way`],
    ['misses', String(misses)],
    ['saved', `${dollars(saved.usd)}, ${saved.inputTokens} input and ${saved.outputTokens} output tokens`],
    ...(saved.unpriced > 0 ? [['', `${saved.unpriced} answers of models without a known price`]] : []),
    ...Object.entries(stats.latencyMs).map(([kind, { p50, p95 }]) => [
      `${kind} latency`,
      `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    ]),
  ].map(([name = '', value = '']) => `${styled(terminal, 'dim', name.padEnd(18))}${value}`);
  const models = Object.entries(byModel).map(
    ([model, own]) =>
      `  ${model}: ${percent(own.hitRate)} of ${lookupsOf(own)}, ${dollars(own.saved.usd)} saved`,
  );
  return [...lines, 'by model', ...models].join('\n');
}

function lookupsOf({ hits, misses, shared }: { hits: { total: number }; misses: number; shared: number }) {
  return `${hits.total + misses + shared} lookups`;
}

const percent = (rate: number) => `${(100 * rate).toFixed(1)}%`;
const dollars = (usd: number) => `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
