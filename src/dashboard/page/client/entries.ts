import type { EntrySummary } from '../../entry-view.ts';
import { element, emptyRow, panel, row, table, told } from './elements.ts';
import { keyButton } from './entry-dialog.ts';
import { act, address, tell } from './requests.ts';

const columns = ['Question', 'Tags', 'Scope', 'Model', 'Stored', 'Key'];
const mostTags = 12;
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
const tags = element('p', { class: 'actions tags', 'aria-label': 'Tags of the loaded entries' });
rows.append(emptyRow(columns.length, 'Not loaded yet.'));
entries.section.classList.add('wide');
entries.body.append(
  element('div', { class: 'actions' }, more, tagFilter, invalidation()),
  tags,
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
  showTags();
  const wanted = tagFilter.value.trim();
  const found = listed
    .filter(({ tags }) => wanted === '' || tags.includes(wanted))
    .map((entry) =>
      row(columns, [
        told(entry.question),
        entry.tags.join(', ') || '–',
        told(entry.scope),
        entry.model,
        new Date(entry.createdAt).toLocaleString(),
        keyButton(entry.key),
      ]),
    );
  rows.replaceChildren(...found);
  if (found.length === 0) rows.append(emptyRow(columns.length, 'None.'));
}

/** The tags that most of the loaded entries carry; one that is pressed is the filter. */
function showTags() {
  const counts = new Map<string, number>();
  for (const { tags } of listed) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, mostTags);
  tags.replaceChildren(
    ...most.map(([tag, count]) => {
      const pressed = tagFilter.value.trim() === tag;
      const button = element(
        'button',
        { type: 'button', 'aria-pressed': String(pressed) },
        `${tag} · ${count}`,
      );
      button.addEventListener('click', () => {
        tagFilter.value = pressed ? '' : tag;
        showEntries();
      });
      return button;
    }),
  );
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
