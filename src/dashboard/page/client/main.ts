import type { DashboardState } from '../../dashboard.ts';
import { element } from './elements.ts';
import { entriesSection } from './entries.ts';
import { entryDialog } from './entry-dialog.ts';
import { lookups } from './lookups.ts';
import { address, onAction, status, tell } from './requests.ts';
import { summary } from './summary.ts';

const counted = element('p', { class: 'status' }, 'Loading');

document.body.append(
  element('header', {}, element('h1', {}, 'Response cache'), counted, status),
  element('main', {}, ...summary.sections, lookups.section, entriesSection),
  entryDialog,
);

async function refresh(): Promise<void> {
  const response = await fetch(address('state'));
  if (!response.ok)
    return tell(response.status === 401 ? 'You are not signed in any more.' : 'No answer from the server.');
  const state: DashboardState = await response.json();
  counted.textContent = state.stats.overall === undefined ? 'This process' : 'All processes';
  summary.show(state);
  lookups.show(state.lookups);
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
onAction(() => void refresh());
addEventListener('resize', () => void refresh());
void refresh();
