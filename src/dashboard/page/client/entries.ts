import type { EntrySummary } from '../../entry-view.ts';
import { element, emptyRow, panel, table, told } from './elements.ts';
import { keyButton } from './entry-dialog.ts';
import { act, address, tell } from './requests.ts';

const columns = ['Question', 'Tags', 'Scope', 'Model', 'Stored', 'Key'];
const entries = panel('Entries');
const rows = element('tbody');
const tagFilter = element('input', {
  type: 'search',
  'aria-label': 'Only entries with this tag',
  placeholder: 'Tag',
});
const listed: EntrySummary[] = [];
let nextCursor: string | undefined;
const more = element('button', { type: 'button' }, 'Load entries');
more.addEventListener('click', () => void loadEntries());
tagFilter.addEventListener('input', showEntries);
entries.body.append(
  element('p', { class: 'actions' }, more, tagFilter, invalidation()),
  table(columns, rows),
);

/** What the store holds, page by page, and what drops it. */
export const entriesSection = entries.section;

async function loadEntries() {
  const response = await fetch(address('entries', nextCursor === undefined ? {} : { cursor: nextCursor }));
  if (!response.ok) return tell('The store does not answer.');
  const page: { readonly entries: readonly EntrySummary[]; readonly cursor?: string } = await response.json();
  if (nextCursor === undefined) listed.length = 0;
  listed.push(...page.entries);
  nextCursor = page.cursor;
  more.textContent = nextCursor === undefined ? 'Load again' : 'Load more';
  showEntries();
}

function showEntries() {
  const wanted = tagFilter.value.trim();
  const found = listed
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
  rows.replaceChildren(...found);
  if (found.length === 0) rows.append(emptyRow(columns.length, 'None.'));
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
