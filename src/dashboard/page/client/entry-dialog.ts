import type { EntryDetails } from '../../entry-view.ts';
import { element, told } from './elements.ts';
import { act, address } from './requests.ts';

export const entryDialog = element('dialog', { 'aria-label': 'Entry' });

/** A key that opens its entry. */
export function keyButton(key: string) {
  const button = element('button', { type: 'button', class: 'key', title: key }, key.slice(0, 10));
  button.addEventListener('click', () => void showEntry(key));
  return button;
}

async function showEntry(key: string) {
  const response = await fetch(address('entry', { key }));
  const entry: EntryDetails | undefined = response.ok ? await response.json() : undefined;
  const close = element('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => entryDialog.close());
  const evict = element('button', { type: 'button', class: 'danger' }, 'Evict');
  evict.addEventListener('click', () => void act({ key }).then(() => entryDialog.close()));
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
  entryDialog.replaceChildren(
    element('h2', {}, `Entry ${key.slice(0, 10)}`),
    element(
      'dl',
      {},
      ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
    ),
    element('p', { class: 'actions' }, ...(entry === undefined ? [] : [evict]), close),
  );
  entryDialog.showModal();
}
