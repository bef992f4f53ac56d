import type { ComparedQuestion } from '../../../contracts/verify-pair.ts';
import type { DashboardState } from '../../dashboard.ts';
import type { ObservedLookup } from '../../observation.ts';
import { dollars, element, emptyRow, milliseconds, panel, row, table } from './elements.ts';
import { keyButton } from './entry-dialog.ts';

const shown = 50;
const nearMisses = 3;
const columns = ['Time', 'Outcome', 'Why', 'Model', 'Took', 'Saved', 'Key'];
const rows = element('tbody');
const live = panel('Latest lookups');
live.section.classList.add('wide');
live.body.append(table(columns, rows));

/** The latest lookups, each with its reason and what it nearly hit. */
export const lookups = {
  sections: [live.section],
  show({ lookups: latest }: DashboardState): void {
    rows.replaceChildren(...latest.slice(0, shown).map(lookupRow));
    if (latest.length === 0) rows.append(emptyRow(columns.length, 'No lookup in this process yet.'));
  },
};

function lookupRow(lookup: ObservedLookup) {
  const { at, outcome, layer, provider, model, durationMs, usd, key } = lookup;
  return row(columns, [
    new Date(at).toLocaleTimeString(),
    element(
      'span',
      { class: `badge ${layer ?? outcome}` },
      layer === undefined ? outcome : `${outcome} · ${layer}`,
    ),
    why(lookup),
    `${provider} ${model}`,
    durationMs === undefined ? '–' : milliseconds(durationMs),
    usd === undefined ? '–' : dollars(usd),
    key === undefined ? '–' : keyButton(key),
  ]);
}

function why({ reason, meaning }: ObservedLookup) {
  const told = [reason, meaning?.by ?? (meaning?.reason && `by meaning: ${meaning.reason}`)];
  const text = told.filter((word) => word !== undefined && word !== '').join(', ') || '–';
  const missed = (meaning?.compared ?? []).filter(({ reason }) => reason !== undefined).slice(0, nearMisses);
  if (missed.length === 0) return text;
  return element('div', {}, text, element('ul', { class: 'near' }, ...missed.map(nearMiss)));
}

function nearMiss({ similarity, verdict, reason, key }: ComparedQuestion) {
  const told = reason === 'judge' ? 'judged: no' : `${verdict}: ${reason}`;
  return element(
    'li',
    {},
    element('span', { class: 'figure' }, similarity.toFixed(3)),
    element('span', { class: `badge ${verdict}` }, told),
    key === undefined ? '' : keyButton(key),
  );
}
