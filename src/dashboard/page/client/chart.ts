import uPlot from 'uplot';
import { element } from './elements.ts';

/** A line or the bars of a chart; its label names a colour of the styles. */
export interface Series {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/**
 * Draws anew: a page that is open for hours would else keep every chart's listeners.
 * @param time whether `xs` are seconds since the epoch, drawn as lines; else they are cosines, drawn as bars.
 */
export function chart(
  body: HTMLElement,
  xs: readonly number[],
  series: readonly Series[],
  time: boolean,
  unit: string,
) {
  const shown = series.filter(({ values }) => values.some((value) => value !== null && value > 0));
  if (xs.length === 0 || shown.length === 0) {
    body.replaceChildren(element('p', { class: 'empty' }, 'Nothing yet.'));
    return;
  }
  body.replaceChildren();
  const bars = time ? undefined : uPlot.paths.bars?.({ size: [0.8] });
  const axis = {
    stroke: colourOf('muted'),
    grid: { stroke: colourOf('line') },
    ticks: { stroke: colourOf('line') },
  };
  new uPlot(
    {
      width: Math.max(280, body.clientWidth),
      height: 220,
      scales: { x: { time } },
      axes: [axis, { ...axis, label: unit, size: 56 }],
      series: [
        time ? {} : { label: 'cosine' },
        ...shown.map(({ label }) => ({
          label,
          stroke: colourOf(label),
          width: 2,
          fill: `${colourOf(label)}22`,
          ...(bars === undefined ? {} : { paths: bars }),
          points: { show: xs.length < 3 },
        })),
      ],
    },
    [[...xs], ...shown.map(({ values }) => [...values])],
    body,
  );
}

const colourOf = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || 'gray';
