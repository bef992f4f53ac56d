import uPlot from 'uplot';
import { element, number } from './elements.ts';

/** A line, or the segments of bars; its label names a colour of the styles. */
export interface Series {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/** What stands on the axes. */
export interface Axes {
  /** Seconds since the epoch, or cosines. */
  readonly xs: readonly number[];
  readonly range: readonly [number, number];
  readonly time: boolean;
  /** What one x stands for, in words. */
  readonly told: (x: number) => string;
  /** What the values are, such as `lookups`. */
  readonly unit: string;
  /** A value in words. Default: as a number. */
  readonly value?: (value: number) => string;
}

/** Lines of these are told apart by their dashes too. */
const dashes: Readonly<Record<string, number[]>> = {
  store: [10, 4],
  semantic: [2, 4],
  shared: [8, 4, 2, 4],
  miss: [5, 5],
};

/** Bars whose segments stand on each other in the order of the series, the first at the bottom. */
export function stackedBars(body: HTMLElement, axes: Axes, series: readonly Series[]): void {
  const shown = series.filter(isThere);
  const tops = shown.map((_, top) =>
    axes.xs.map((_, index) =>
      shown.slice(0, top + 1).reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
    ),
  );
  // A whole bar for each top, the highest first: what the next one leaves uncovered is the segment.
  draw(
    body,
    axes,
    shown.toReversed(),
    tops.toReversed(),
    ({ values }) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    (label) => ({
      stroke: colourOf('panel'),
      width: 1,
      fill: colourOf(label),
      ...(uPlot.paths.bars === undefined ? {} : { paths: uPlot.paths.bars({ size: [0.9, 40] }) }),
      points: { show: false },
    }),
  );
}

/** Lines over a logarithmic axis: a hit and a model are thousands of times apart. */
export function logarithmicLines(body: HTMLElement, axes: Axes, series: readonly Series[]): void {
  const shown = series.filter(isThere);
  const { length } = axes.xs;
  draw(
    body,
    axes,
    shown,
    shown.map(({ values }) => values.map((value) => (value === null ? null : Math.max(0.01, value)))),
    ({ values }) => values.findLast((value) => value !== null) ?? undefined,
    (label) => ({
      stroke: colourOf(label),
      width: 2,
      spanGaps: true,
      ...(dashes[label] === undefined ? {} : { dash: dashes[label] }),
      points: { show: length < 30, size: 5, fill: colourOf(label) },
    }),
    { y: { distr: 3 } },
  );
}

/** Between the lines of an axis of counts. */
const wholeSteps = [1, 2, 5]
  .flatMap((first) => [0, 1, 2, 3, 4, 5].map((power) => first * 10 ** power))
  .sort((a, b) => a - b);

const isThere = ({ values }: Series) => values.some((value) => value !== null && value > 0);

/**
 * Draws anew: a page that is open for hours would else keep every chart's listeners.
 * @param resting what the legend says of a series while nothing is pointed at.
 */
function draw(
  body: HTMLElement,
  { xs, range, time, told, unit, value = (shown) => number.format(shown) }: Axes,
  series: readonly Series[],
  data: readonly (readonly (number | null)[])[],
  resting: (series: Series) => number | undefined,
  look: (label: string) => uPlot.Series,
  scales: uPlot.Scales = {},
): void {
  if (xs.length === 0 || series.length === 0) {
    body.replaceChildren(element('p', { class: 'empty' }, 'Nothing yet.'));
    return;
  }
  body.replaceChildren();
  const axis = {
    stroke: colourOf('muted'),
    grid: { stroke: colourOf('line'), width: 1 },
    ticks: { stroke: colourOf('line'), width: 1 },
  };
  const inWords = (shown: number | null | undefined) => (shown == null ? '–' : value(shown));
  const plot = new uPlot(
    {
      width: Math.max(240, body.clientWidth),
      height: 220,
      cursor: { drag: { x: false, y: false } },
      scales: { x: { time, range: () => [...range] }, ...scales },
      axes: [
        // The words of a time are wide.
        { ...axis, space: 72 },
        {
          ...axis,
          size: 64,
          incrs: wholeSteps,
          values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : value(tick))),
        },
      ],
      series: [
        { label: unit, value: (_, x) => (x === null ? '' : told(x)) },
        ...series.map((one) => ({
          label: one.label,
          // The place alone tells a segment's own height: what is drawn is the top of all below it too.
          value: (_: uPlot, __: number, ___: number, index: number | null) =>
            inWords(index === null ? resting(one) : one.values[index]),
          ...look(one.label),
        })),
      ],
    },
    [[...xs], ...data.map((values) => [...values])],
    body,
  );
  const picture = plot.root.querySelector('.u-wrap');
  picture?.setAttribute('role', 'img');
  picture?.setAttribute(
    'aria-label',
    `${unit}: ${series.map((one) => `${one.label} ${inWords(resting(one))}`).join(', ')}`,
  );
}

const colourOf = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || 'gray';
