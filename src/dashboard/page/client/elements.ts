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
export const dollars = (usd: number) => `$${usd.toFixed(Math.abs(usd) < 1 ? 4 : 2)}`;
export const milliseconds = (value: number) =>
  value < 10 ? `${value.toFixed(2)} ms` : `${number.format(Math.round(value))} ms`;

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

/** A table that scrolls within its panel. */
export function table(columns: readonly string[], body: HTMLTableSectionElement) {
  const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)));
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': columns.join(', ') },
    element('table', {}, element('thead', {}, head), body),
  );
}

/** The row of a table in which there is nothing. */
export function emptyRow(columns: number, text: string) {
  return element('tr', {}, element('td', { colspan: String(columns), class: 'empty' }, text));
}
