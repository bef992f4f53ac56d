import type { DashboardState } from '../../dashboard.ts';
import { dollars, element, milliseconds, number, percent } from './elements.ts';

const section = element('section', { class: 'tiles', 'aria-label': 'Summary' });

/** The four figures that one looks for first. */
export const tiles = {
  sections: [section],
  show({ stats, wrongHits }: DashboardState): void {
    const all = stats.overall ?? { ...stats, misses: stats.misses.total };
    const answered = all.hits.total + all.shared;
    const { hit, generated } = all.latencyMs;
    const compared = wrongHits.filter(({ source, of }) => source !== 'rejections' && of > 0);
    const { estimate, low, high } = stats.audits.wrongHitRate;
    section.replaceChildren(
      tile(
        'Hit rate',
        percent(all.hitRate),
        `${number.format(answered)} of ${number.format(answered + all.misses)} lookups`,
      ),
      tile(
        'Saved',
        dollars(all.saved.usd),
        `${number.format(all.saved.inputTokens + all.saved.outputTokens)} tokens`,
      ),
      tile(
        'A hit takes',
        hit.count === 0 ? '–' : milliseconds(hit.p50),
        generated.count === 0 ? 'no model was asked' : `the model ${milliseconds(generated.p50)} (medians)`,
      ),
      tile(
        'Wrong hits by meaning',
        compared.length === 0 ? '–' : percent(estimate),
        compared.length === 0 ? 'nothing compared yet' : `95%: ${percent(low)} to ${percent(high)}`,
      ),
    );
  },
};

function tile(label: string, value: string, detail: string) {
  return element(
    'div',
    { class: 'tile' },
    element('span', {}, label),
    element('strong', {}, value),
    element('small', {}, detail),
  );
}
