import type { DashboardState } from '../../dashboard.ts';
import { dollars, element, number, panel, percent, row, table } from './elements.ts';

const money = panel('Money');
const columns = ['Account', 'US dollars', 'For'];

/** What was saved and what was paid for it, the provider's prompt cache beside the response cache. */
export const account = {
  sections: [money.section],
  show({ stats, promptCache }: DashboardState): void {
    const { saved, judge } = stats.overall ?? stats;
    const entry = (name: string, usd: number | undefined, explained: string) =>
      row(columns, [name, usd === undefined ? '–' : dollars(usd), explained]);
    const unpriced = saved.unpriced === 0 ? '' : `; ${number.format(saved.unpriced)} without a known price`;
    const rows = [
      // The sum that is kept is less what the judge cost.
      entry('Answers', saved.usd + judge.usd, `that the model was not asked for${unpriced}`),
      entry('Judge', judge.calls === 0 ? undefined : -judge.usd, `${number.format(judge.calls)} calls`),
      entry(
        'Prompt cache',
        promptCache?.saved,
        promptCache === undefined
          ? 'the provider’s: give the dashboard a promptCacheMonitor'
          : `the provider’s: ${promptCache.hitRate === undefined ? 'an unknown share' : percent(promptCache.hitRate)} of input tokens`,
      ),
      entry('Saved', saved.usd + (promptCache?.saved ?? 0), 'in all'),
    ];
    money.body.replaceChildren(table(columns, element('tbody', { class: 'account' }, ...rows)));
  },
};
