import type { DashboardState } from '../../dashboard.ts';
import type { ObservedMinute } from '../../observation.ts';
import { type Axes, logarithmicLines, stackedBars } from './chart.ts';
import { milliseconds, panel } from './elements.ts';

const sources = ['memory', 'store', 'semantic', 'shared', 'miss', 'bypass'] as const;
const timed = ['memory', 'store', 'semantic', 'shared', 'miss', 'model'] as const;
const MINUTE = 60;
/** Minutes that one bar may stand for. */
const steps = [1, 2, 5, 10, 15, 30, 60];
const mostBars = 48;

const lookups = panel('Lookups, by where the answer came from');
const latency = panel('Latency by layer, mean of each minute');

/** What happened when, and how long it took. */
export const overTime = {
  sections: [lookups.section, latency.section],
  show({ minutes }: DashboardState): void {
    const { xs, step, bars } = barsOf(minutes);
    stackedBars(
      lookups.body,
      { ...timeAxis(xs, step), unit: step === MINUTE ? 'lookups a minute' : `in ${step / MINUTE} minutes` },
      sources.map((label) => ({ label, values: bars.map((counts) => counts[label] ?? 0) })),
    );
    logarithmicLines(
      latency.body,
      {
        ...timeAxis(
          minutes.map(({ at }) => at / 1_000),
          MINUTE,
        ),
        unit: 'latency',
        value: milliseconds,
      },
      timed.map((label) => ({ label, values: minutes.map((minute) => minute.latency[label] ?? null) })),
    );
  },
};

/** A bar for each step of time, also for those in which nothing happened. */
function barsOf(minutes: readonly ObservedMinute[]) {
  const [first, last] = [(minutes[0]?.at ?? 0) / 1_000, (minutes.at(-1)?.at ?? 0) / 1_000];
  const span = (last - first) / MINUTE + 1;
  const step = (steps.find((size) => span / size <= mostBars) ?? 60) * MINUTE;
  const begin = Math.floor(first / step) * step;
  const bars = new Map<number, Record<string, number>>();
  if (minutes.length > 0) for (let at = begin; at <= last; at += step) bars.set(at, {});
  for (const { at, counts } of minutes) {
    const bar = bars.get(Math.floor(at / 1_000 / step) * step) ?? {};
    for (const [name, count] of Object.entries(counts)) bar[name] = (bar[name] ?? 0) + count;
  }
  return { xs: [...bars.keys()], step, bars: [...bars.values()] };
}

function timeAxis(xs: readonly number[], step: number): Pick<Axes, 'xs' | 'range' | 'time' | 'told'> {
  return {
    xs,
    range: [(xs[0] ?? 0) - step / 2, (xs.at(-1) ?? 0) + step / 2],
    time: true,
    told: (x) => new Date(x * 1_000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
  };
}
