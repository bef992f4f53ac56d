import { ACTION_HEADER } from '../../action-header.ts';
import { element } from './elements.ts';

/** Where the page says what it does, and what the server says. */
export const status = element('p', { role: 'status', class: 'status' });

export function tell(text: string): void {
  status.textContent = text;
}

/** The address of a view of the handler. */
export const address = (view: string, more: Readonly<Record<string, string>> = {}) =>
  `?${new URLSearchParams({ view, ...more })}`;

const changes = new EventTarget();

/** Calls back after each action, whatever came of it. */
export function onAction(listener: () => void): void {
  changes.addEventListener('action', listener);
}

/** Has the server drop something: what it answers is told. */
export async function act(action: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch('?', {
    method: 'POST',
    headers: { 'content-type': 'application/json', [ACTION_HEADER]: '1' },
    body: JSON.stringify(action),
  });
  const { done }: { readonly done?: boolean } = response.ok ? await response.json() : {};
  tell(done ? 'Dropped.' : 'Not done: the store did not take it. Try again.');
  changes.dispatchEvent(new Event('action'));
}
