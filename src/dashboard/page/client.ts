import uPlot from 'uplot';
import type { ObservedLookup, ObservedMinute, SimilarityHistogram } from '../observation.ts';

/** What the page is told of the cache; see `dashboard`. */
interface State {
  readonly stats: Stats & { readonly overall?: Overall };
  readonly minutes: readonly ObservedMinute[];
  readonly lookups: readonly ObservedLookup[];
  readonly histogram: SimilarityHistogram;
  readonly texts: 'hidden' | 'shown';
  readonly promptCache?: { readonly calls: number; readonly hitRate?: number; readonly saved?: number };
}
interface Overall {
  readonly hits: Readonly<Record<string, number>>;
  readonly misses: number;
  readonly shared: number;
  readonly hitRate: number;
  readonly saved: { readonly inputTokens: number; readonly outputTokens: number; readonly usd: number };
  readonly latencyMs: Readonly<Record<string, { readonly p50: number }>>;
}
interface Stats extends Omit<Overall, 'misses'> {
  readonly misses: { readonly total: number; readonly byReason: Readonly<Record<string, number>> };
  readonly bypasses: { readonly total: number; readonly byReason: Readonly<Record<string, number>> };
  readonly audits: {
    readonly total: number;
    readonly wrong: number;
    readonly wrongHitRate: { readonly rate: number; readonly lower: number; readonly upper: number };
  };
}
type Visible = { readonly text: string } | { readonly length: number; readonly hash: string };
interface Entry {
  readonly key: string;
  readonly provider: string;
  readonly model: string;
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly scope?: Visible;
  readonly question?: Visible;
  readonly answer?: Visible;
}

const address = (view: string, more: Readonly<Record<string, string>> = {}) =>
  `?${new URLSearchParams({ view, ...more })}`;

/** An element with texts and elements in it. Nothing of the cache's is ever read as markup. */
function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

const number = new Intl.NumberFormat('en');
const percent = (rate: number) => `${(100 * rate).toFixed(1)}%`;
const dollars = (usd: number) => `$${usd.toFixed(Math.abs(usd) < 1 ? 4 : 2)}`;
const milliseconds = (value: number) =>
  value < 10 ? `${value.toFixed(2)} ms` : `${number.format(Math.round(value))} ms`;
const clock = (at: number) => new Date(at).toLocaleTimeString();
const told = (value: Visible | undefined) =>
  value === undefined
    ? '–'
    : 'text' in value
      ? value.text
      : `${value.hash} (${number.format(value.length)} characters)`;

const layers = ['memory', 'store', 'semantic', 'shared', 'miss', 'bypass'] as const;
const colourOf = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || 'gray';

const tiles = element('section', { class: 'tiles', 'aria-label': 'Summary' });
const overTime = panel('Lookups a minute, by where the answer came from');
const latency = panel('Latency by layer, mean of each minute');
const similarity = panel('Nearest question, by what became of it');
const past = panel('Misses, and what went past the cache');
const live = panel('Latest lookups');
const money = panel('Money');
const entries = panel('Entries');
const dialog = element('dialog', { 'aria-label': 'Entry' });
const status = element('p', { role: 'status', class: 'status' }, 'Loading');

document.body.append(
  element('header', {}, element('h1', {}, 'Response cache'), status),
  element(
    'main',
    {},
    tiles,
    overTime.section,
    latency.section,
    past.section,
    similarity.section,
    money.section,
    live.section,
    entries.section,
  ),
  dialog,
);

function panel(title: string) {
  const body = element('div', { class: 'body' });
  const id = title.toLowerCase().replaceAll(/\W+/g, '-');
  const section = element('section', { 'aria-labelledby': id }, element('h2', { id }, title), body);
  return { section, body };
}

function tile(label: string, value: string, detail = '') {
  return element(
    'div',
    { class: 'tile' },
    element('span', {}, label),
    element('strong', {}, value),
    element('small', {}, detail),
  );
}

function showTiles({ stats }: State) {
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
      total === 0 ? '–' : percent(wrongHitRate.rate),
      total === 0
        ? 'nothing compared yet'
        : `${wrong} of ${total} compared, 95%: ${percent(wrongHitRate.lower)} to ${percent(wrongHitRate.upper)}`,
    ),
  );
  status.textContent = stats.overall === undefined ? 'This process' : 'All processes';
}

interface Series {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/** Draws anew: a page that is open for hours would else keep every chart's listeners. */
function chart(
  body: HTMLElement,
  xs: readonly number[],
  series: readonly Series[],
  time: boolean,
  unit: string,
) {
  const shown = series.filter(({ values }) => values.some((value) => value !== null && value > 0));
  if (xs.length === 0 || shown.length === 0) {
    body.replaceChildren(element('p', { class: 'empty' }, 'Nothing yet.'));
    return;
  }
  body.replaceChildren();
  const bars = time ? undefined : uPlot.paths.bars?.({ size: [0.8] });
  const axis = {
    stroke: colourOf('muted'),
    grid: { stroke: colourOf('line') },
    ticks: { stroke: colourOf('line') },
  };
  new uPlot(
    {
      width: Math.max(280, body.clientWidth),
      height: 220,
      scales: { x: { time } },
      axes: [axis, { ...axis, label: unit, size: 56 }],
      series: [
        time ? {} : { label: 'cosine' },
        ...shown.map(({ label }) => ({
          label,
          stroke: colourOf(label),
          width: 2,
          fill: `${colourOf(label)}22`,
          ...(bars === undefined ? {} : { paths: bars }),
          points: { show: xs.length < 3 },
        })),
      ],
    },
    [[...xs], ...shown.map(({ values }) => [...values])],
    body,
  );
}

function showCharts({ minutes, histogram }: State) {
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

function showReasons({ stats }: State) {
  past.body.replaceChildren(
    barList('Misses', stats.misses.byReason),
    barList('Past the cache', stats.bypasses.byReason),
  );
}

function showMoney({ stats, promptCache }: State) {
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

const liveRows = element('tbody');
live.body.append(table(['Time', 'Outcome', 'Why', 'Model', 'Took', 'Saved', 'Key'], liveRows));

function table(columns: readonly string[], body: HTMLTableSectionElement) {
  const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)));
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': columns.join(', ') },
    element('table', {}, element('thead', {}, head), body),
  );
}

function lookupRow(lookup: ObservedLookup) {
  const { at, outcome, layer, reason, meaning, provider, model, durationMs, usd, key } = lookup;
  const near =
    meaning === undefined ? '' : `nearest ${meaning.similarity?.toFixed(3) ?? '–'}: ${meaning.verdict}`;
  const badge = element(
    'span',
    { class: `badge ${layer ?? outcome}` },
    layer === undefined ? outcome : `${outcome} · ${layer}`,
  );
  return element(
    'tr',
    {},
    element('td', {}, clock(at)),
    element('td', {}, badge),
    element('td', {}, [reason, near].filter((text) => text !== undefined && text !== '').join(', ') || '–'),
    element('td', {}, `${provider} ${model}`),
    element('td', { class: 'figure' }, durationMs === undefined ? '–' : milliseconds(durationMs)),
    element('td', { class: 'figure' }, usd === undefined ? '–' : dollars(usd)),
    element('td', {}, key === undefined ? '–' : keyButton(key)),
  );
}

function keyButton(key: string) {
  const button = element('button', { type: 'button', class: 'key', title: key }, key.slice(0, 10));
  button.addEventListener('click', () => void showEntry(key));
  return button;
}

async function showEntry(key: string) {
  const response = await fetch(address('entry', { key }));
  const entry: Entry | undefined = response.ok ? await response.json() : undefined;
  const close = element('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  const evict = element('button', { type: 'button', class: 'danger' }, 'Evict');
  evict.addEventListener('click', () => void act({ key }).then(() => dialog.close()));
  const facts: readonly (readonly [string, string])[] =
    entry === undefined
      ? [['Entry', 'Not in the store: it was never stored, has expired, or was dropped.']]
      : [
          ['Model', `${entry.provider} ${entry.model}`],
          ['Stored', new Date(entry.createdAt).toLocaleString()],
          [
            'Expires',
            entry.expiresAt === null ? 'when it is evicted' : new Date(entry.expiresAt).toLocaleString(),
          ],
          ['Tags', entry.tags.join(', ') || '–'],
          ['Scope', told(entry.scope)],
          ['Question', told(entry.question)],
          ['Answer', told(entry.answer)],
        ];
  dialog.replaceChildren(
    element('h2', {}, `Entry ${key.slice(0, 10)}`),
    element(
      'dl',
      {},
      ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
    ),
    element('p', { class: 'actions' }, ...(entry === undefined ? [] : [evict]), close),
  );
  dialog.showModal();
}

const entryRows = element('tbody');
const tagFilter = element('input', {
  type: 'search',
  'aria-label': 'Only entries with this tag',
  placeholder: 'Tag',
});
const listed: Entry[] = [];
let nextCursor: string | undefined;
const more = element('button', { type: 'button' }, 'Load entries');
more.addEventListener('click', () => void loadEntries());
tagFilter.addEventListener('input', showEntries);
entries.body.append(
  element('p', { class: 'actions' }, more, tagFilter, invalidation()),
  table(['Question', 'Tags', 'Scope', 'Model', 'Stored', 'Key'], entryRows),
);

async function loadEntries() {
  const response = await fetch(address('entries', nextCursor === undefined ? {} : { cursor: nextCursor }));
  if (!response.ok) return tell('The store does not answer.');
  const page: { readonly entries: readonly Entry[]; readonly cursor?: string } = await response.json();
  if (nextCursor === undefined) listed.length = 0;
  listed.push(...page.entries);
  nextCursor = page.cursor;
  more.textContent = nextCursor === undefined ? 'Load again' : 'Load more';
  showEntries();
}

function showEntries() {
  const wanted = tagFilter.value.trim();
  const rows = listed
    .filter(({ tags }) => wanted === '' || tags.includes(wanted))
    .map((entry) =>
      element(
        'tr',
        {},
        element('td', { class: 'text' }, told(entry.question)),
        element('td', {}, entry.tags.join(', ') || '–'),
        element('td', {}, told(entry.scope)),
        element('td', {}, entry.model),
        element('td', {}, new Date(entry.createdAt).toLocaleString()),
        element('td', {}, keyButton(entry.key)),
      ),
    );
  entryRows.replaceChildren(...rows);
  if (rows.length === 0)
    entryRows.append(element('tr', {}, element('td', { colspan: '6', class: 'empty' }, 'None.')));
}

function invalidation() {
  const kind = element(
    'select',
    { 'aria-label': 'What to invalidate' },
    ...['tag', 'scope', 'model'].map((name) => element('option', { value: name }, name)),
  );
  const value = element('input', {
    type: 'text',
    'aria-label': 'Its name',
    placeholder: 'Name',
    required: '',
  });
  const form = element(
    'form',
    { class: 'inline' },
    kind,
    value,
    element('button', { class: 'danger' }, 'Invalidate'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (confirm(`Drop every answer of the ${kind.value} "${value.value}", for all processes?`)) {
      void act({ [kind.value]: value.value });
    }
  });
  return form;
}

async function act(action: Readonly<Record<string, string>>) {
  const response = await fetch('?', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-reprise-dashboard': '1' },
    body: JSON.stringify(action),
  });
  const { done }: { readonly done?: boolean } = response.ok ? await response.json() : {};
  tell(done ? 'Dropped.' : 'Not done: the store did not take it. Try again.');
  await refresh();
}

function tell(text: string) {
  status.textContent = text;
}

async function refresh() {
  const response = await fetch(address('state'));
  if (!response.ok)
    return tell(response.status === 401 ? 'You are not signed in any more.' : 'No answer from the server.');
  const state: State = await response.json();
  showTiles(state);
  showCharts(state);
  showReasons(state);
  showMoney(state);
  liveRows.replaceChildren(...state.lookups.slice(0, 50).map(lookupRow));
  if (state.lookups.length === 0) {
    liveRows.append(
      element('tr', {}, element('td', { colspan: '7', class: 'empty' }, 'No lookup in this process yet.')),
    );
  }
}

let pending = false;
new EventSource(address('live')).addEventListener('message', () => {
  // A burst of lookups is one refresh.
  if (pending) return;
  pending = true;
  setTimeout(() => {
    pending = false;
    void refresh();
  }, 500);
});
setInterval(() => void refresh(), 15_000);
addEventListener('resize', () => void refresh());
void refresh();
