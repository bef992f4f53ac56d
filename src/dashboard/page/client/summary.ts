import type { DashboardState } from '../../dashboard.ts';
import { chart } from './chart.ts';
import { dollars, element, milliseconds, number, panel, percent, table } from './elements.ts';

const layers = ['memory', 'store', 'semantic', 'shared', 'miss', 'bypass'] as const;

const tiles = element('section', { class: 'tiles', 'aria-label': 'Summary' });
const overTime = panel('Lookups a minute, by where the answer came from');
const latency = panel('Latency by layer, mean of each minute');
const similarity = panel('Nearest question, by what became of it');
const past = panel('Misses, and what went past the cache');
const money = panel('Money');

/** What the cache did, in figures: rates, charts, reasons and money. */
export const summary = {
  sections: [tiles, ...[overTime, latency, past, similarity, money].map(({ section }) => section)],
  show(state: DashboardState): void {
    showTiles(state);
    showCharts(state);
    showReasons(state);
    showMoney(state);
  },
};

function tile(label: string, value: string, detail = '') {
  return element(
    'div',
    { class: 'tile' },
    element('span', {}, label),
    element('strong', {}, value),
    element('small', {}, detail),
  );
}

function showTiles({ stats }: DashboardState) {
  const all = stats.overall ?? { ...stats, misses: stats.misses.total };
  const answered = (all.hits.total ?? 0) + all.shared;
  const { total, wrong, wrongHitRate } = stats.audits;
  tiles.replaceChildren(
    tile(
      'Hit rate',
      percent(all.hitRate),
      `${number.format(answered)} of ${number.format(answered + all.misses)} lookups`,
    ),
    tile(
      'Saved',
      dollars(all.saved.usd),
      `${number.format(all.saved.inputTokens + all.saved.outputTokens)} tokens`,
    ),
    tile(
      'A hit takes',
      milliseconds(all.latencyMs.hit?.p50 ?? 0),
      `the model ${milliseconds(all.latencyMs.generated?.p50 ?? 0)} (medians)`,
    ),
    tile(
      'Wrong hits by meaning',
      total === 0 ? '–' : percent(wrongHitRate.estimate),
      total === 0
        ? 'nothing compared yet'
        : `${wrong} of ${total} compared, 95%: ${percent(wrongHitRate.low)} to ${percent(wrongHitRate.high)}`,
    ),
  );
}

function showCharts({ minutes, histogram }: DashboardState) {
  const xs = minutes.map(({ at }) => at / 1_000);
  chart(
    overTime.body,
    xs,
    layers.map((label) => ({ label, values: minutes.map(({ counts }) => counts[label] ?? 0) })),
    true,
    'lookups',
  );
  chart(
    latency.body,
    xs,
    [...layers.filter((name) => name !== 'bypass'), 'model'].map((label) => ({
      label,
      values: minutes.map((minute) => minute.latency[label] ?? null),
    })),
    true,
    'ms',
  );
  const steps = Array.from({ length: 20 }, (_, index) => (index + 0.5) / 20);
  chart(
    similarity.body,
    steps,
    Object.entries(histogram).map(([label, values]) => ({ label, values })),
    false,
    'lookups',
  );
}

function barList(title: string, counts: Readonly<Record<string, number>>) {
  const most = Math.max(1, ...Object.values(counts));
  const rows = Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => {
      const meter = element('meter', {
        min: '0',
        max: String(most),
        value: String(count),
        'aria-label': `${name}: ${count}`,
      });
      return element('li', {}, element('span', {}, name), meter, element('b', {}, number.format(count)));
    });
  return element(
    'div',
    {},
    element('h3', {}, title),
    rows.length === 0 ? element('p', { class: 'empty' }, 'None.') : element('ul', { class: 'bars' }, ...rows),
  );
}

function showReasons({ stats }: DashboardState) {
  past.body.replaceChildren(
    barList('Misses', stats.misses.byReason),
    barList('Past the cache', stats.bypasses.byReason),
  );
}

function showMoney({ stats, promptCache }: DashboardState) {
  const own = (stats.overall ?? stats).saved.usd;
  const theirs = promptCache?.saved ?? 0;
  const row = (name: string, usd: number | undefined, note: string) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      element('td', {}, usd === undefined ? '–' : dollars(usd)),
      element('td', { class: 'note' }, note),
    );
  const rows = element(
    'tbody',
    {},
    row('Responses', own, 'answers that the model was not asked for'),
    row(
      'Provider’s prompt cache',
      promptCache?.saved,
      promptCache === undefined
        ? 'not told: give the dashboard a promptCacheMonitor'
        : `${promptCache.hitRate === undefined ? 'unknown' : percent(promptCache.hitRate)} of input tokens read from it`,
    ),
    row('Together', own + theirs, ''),
  );
  money.body.replaceChildren(table(['Cache', 'Saved', 'By'], rows));
}
