import type { DashboardState } from '../../dashboard.ts';
import { element } from './elements.ts';
import { entriesSection } from './entries.ts';
import { entryDialog } from './entry-dialog.ts';
import { lookups } from './lookups.ts';
import { meaning } from './meaning.ts';
import { account } from './money.ts';
import { overTime } from './over-time.ts';
import { reasons } from './reasons.ts';
import { address, onAction, status, tell } from './requests.ts';
import { tiles } from './tiles.ts';

const parts = [tiles, overTime, reasons, account, meaning, lookups];

const counted = element('p', { class: 'status' }, 'Loading');

document.body.append(
  element('header', {}, element('h1', {}, 'Response cache'), counted, status),
  element('main', {}, ...parts.flatMap(({ sections }) => sections), entriesSection),
  entryDialog,
);

async function refresh(): Promise<void> {
  const response = await fetch(address('state'));
  if (!response.ok)
    return tell(response.status === 401 ? 'You are not signed in any more.' : 'No answer from the server.');
  const state: DashboardState = await response.json();
  counted.textContent =
    state.stats.overall === undefined
      ? 'This process'
      : 'Rate, money and latency of all processes; charts, reasons and lookups of this one';
  for (const part of parts) part.show(state);
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
// Charts are drawn in the colours of the moment.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => void refresh());
void refresh();
