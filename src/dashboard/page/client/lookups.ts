import type { ObservedLookup } from '../../observation.ts';
import { dollars, element, emptyRow, milliseconds, panel, table } from './elements.ts';
import { keyButton } from './entry-dialog.ts';

const shown = 50;
const columns = ['Time', 'Outcome', 'Why', 'Model', 'Took', 'Saved', 'Key'];
const rows = element('tbody');
const live = panel('Latest lookups');
live.body.append(table(columns, rows));

/** The latest lookups, each with its reason. */
export const lookups = {
  section: live.section,
  show(latest: readonly ObservedLookup[]): void {
    rows.replaceChildren(...latest.slice(0, shown).map(lookupRow));
    if (latest.length === 0) rows.append(emptyRow(columns.length, 'No lookup in this process yet.'));
  },
};

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
    element('td', {}, new Date(at).toLocaleTimeString()),
    element('td', {}, badge),
    element('td', {}, [reason, near].filter((text) => text !== undefined && text !== '').join(', ') || '–'),
    element('td', {}, `${provider} ${model}`),
    element('td', { class: 'figure' }, durationMs === undefined ? '–' : milliseconds(durationMs)),
    element('td', { class: 'figure' }, usd === undefined ? '–' : dollars(usd)),
    element('td', {}, key === undefined ? '–' : keyButton(key)),
  );
}
