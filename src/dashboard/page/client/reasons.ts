import type { DashboardState } from '../../dashboard.ts';
import { element, number, panel } from './elements.ts';

const past = panel('Misses, and what went past the cache');

/** Why answers didn't come from the cache. */
export const reasons = {
  sections: [past.section],
  show({ stats }: DashboardState): void {
    past.body.replaceChildren(
      barList('Misses', stats.misses.byReason),
      barList('Past the cache', stats.bypasses.byReason),
      barList('Not stored', stats.notStored),
    );
  },
};

function barList(title: string, counts: Readonly<Record<string, number>>) {
  const most = Math.max(1, ...Object.values(counts));
  const bars = Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) =>
      element(
        'li',
        {},
        element('span', {}, name),
        element('progress', { max: String(most), value: String(count), 'aria-label': `${name}: ${count}` }),
        element('b', {}, number.format(count)),
      ),
    );
  return element(
    'div',
    {},
    element('h3', {}, title),
    bars.length === 0 ? element('p', { class: 'empty' }, 'None.') : element('ul', { class: 'bars' }, ...bars),
  );
}
