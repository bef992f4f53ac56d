import type { DashboardState } from '../../dashboard.ts';
import type { WrongHits } from '../../wrong-hits.ts';
import { stackedBars } from './chart.ts';
import { element, number, panel, percent, row, table } from './elements.ts';

/** As they stand on each other; each has a colour of the styles. */
const verdicts = ['same', 'judged', 'unsure', 'different'] as const;

const similarity = panel('Near questions, by verdict');
const wrong = panel('Wrong hits by meaning');
const columns = ['Told by', 'Wrong', 'Of', 'Rate', '95% interval'];

const explained: Readonly<Record<WrongHits['source'], string>> = {
  shadow: 'shadow mode: found, and compared with a fresh answer',
  audits: 'audits: served, and compared with a fresh answer',
  rejections: 'users: rejected, of all served (not everybody says so)',
};

/** How near questions were, what they were found to be, and how often that was wrong. */
export const meaning = {
  sections: [similarity.section, wrong.section],
  show({ histogram, wrongHits }: DashboardState): void {
    const { length } = histogram.same;
    stackedBars(
      similarity.body,
      {
        xs: Array.from({ length }, (_, index) => (index + 0.5) / length),
        range: [0, 1],
        time: false,
        told: (x) => `${(x - 0.5 / length).toFixed(2)} to ${(x + 0.5 / length).toFixed(2)}`,
        unit: 'near questions',
      },
      verdicts.map((label) => ({ label, values: histogram[label] })),
    );
    wrong.body.replaceChildren(table(columns, element('tbody', {}, ...wrongHits.map(sourceRow))));
  },
};

function sourceRow({ source, wrong, of, rate }: WrongHits) {
  return row(columns, [
    explained[source],
    number.format(wrong),
    number.format(of),
    of === 0 ? '–' : percent(rate.estimate),
    of === 0 ? 'nothing yet' : `${percent(rate.low)} to ${percent(rate.high)}`,
  ]);
}
