import type { VisibleText } from '../../entry-view.ts';

/** An element with texts and elements in it. Nothing of the cache's is ever read as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

export const number = new Intl.NumberFormat('en');
export const percent = (rate: number) => `${(100 * rate).toFixed(1)}%`;
export const dollars = (usd: number) =>
  `${usd < 0 ? '−' : ''}$${Math.abs(usd).toFixed(Math.abs(usd) < 1 ? 4 : 2)}`;

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
/** A duration with its unit, to three digits. */
export const milliseconds = (value: number) =>
  value < 1_000 ? `${threeDigits.format(value)} ms` : `${threeDigits.format(value / 1_000)} s`;

/** A question, an answer or a scope, as far as it may be shown. */
export const told = (value: VisibleText | undefined) =>
  value === undefined
    ? '–'
    : 'text' in value
      ? value.text
      : `${value.hash} (${number.format(value.length)} characters)`;

/** A section of the page with its heading. */
export function panel(title: string) {
  const body = element('div', { class: 'body' });
  const id = title.toLowerCase().replaceAll(/\W+/g, '-');
  const section = element('section', { 'aria-labelledby': id }, element('h2', { id }, title), body);
  return { section, body };
}

/** A table that scrolls within its panel; on a phone each row stands as a list of its own. */
export function table(columns: readonly string[], body: HTMLTableSectionElement) {
  const head = element(
    'tr',
    { role: 'row' },
    ...columns.map((name) => element('th', { scope: 'col', role: 'columnheader' }, name)),
  );
  body.setAttribute('role', 'rowgroup');
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': columns.join(', ') },
    element('table', { role: 'table' }, element('thead', { role: 'rowgroup' }, head), body),
  );
}

/** A row: roles are said, since a layout of its own takes them from the elements. */
export function row(columns: readonly string[], cells: readonly (Node | string)[]) {
  return element(
    'tr',
    { role: 'row' },
    ...cells.map((cell, index) =>
      element('td', { role: 'cell', 'data-column': columns[index] ?? '' }, element('div', {}, cell)),
    ),
  );
}

/** The row of a table in which there is nothing. */
export function emptyRow(columns: number, text: string) {
  return element(
    'tr',
    { role: 'row' },
    element('td', { role: 'cell', colspan: String(columns), class: 'empty' }, text),
  );
}
