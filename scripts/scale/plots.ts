import { economicsOf, meanLatency, type trips } from './economics.ts';
import { type Line, linePlot } from './line-plot.ts';
import type { Costs } from './measured-costs.ts';
import { recalls, services } from './scenarios.ts';
import { type Service, type ServiceResult, simulateService } from './service-simulation.ts';
import { readTimeout, sixHours, times } from './study.ts';

const percent = (value: number) => `${Math.round(100 * value)}%`;
const plain = (value: number) => value.toLocaleString('en');
const rates = [0.1, 0.5, 2, 10, 50, 200, 1_000];
const rechecks = [1, 5, 20, 100, 300, 1_000];

/** The pictures of the guide, by name. */
export function plots(costs: Costs): Readonly<Record<string, string>> {
  const product = serviceOf('a product');
  const hits = (more: Partial<Service>) =>
    rates.map((rate) => {
      const { miss } = simulateService({ ...product, ...more, conversationsASecond: rate / 1.3 });
      return [rate, 1 - miss] as const;
    });
  const judged = simulateService({ ...product, recall: recalls.judge });
  return {
    'scale-hit-rate': linePlot({
      title: 'Hit rate of "a product" by its traffic',
      xLabel: 'requests a second',
      yLabel: 'hits',
      lines: [
        { name: 'memory alone', points: hits({ store: false, deployEvery: sixHours }) },
        { name: 'with a store', points: hits({}) },
        { name: 'by meaning: guards', points: hits({ recall: recalls.guards }) },
        { name: 'by meaning: judge', points: hits({ recall: recalls.judge }) },
      ],
      xMarks: [0.1, 1, 10, 100, 1_000],
      yMarks: [0, 0.25, 0.5, 0.75, 1],
      formatX: plain,
      formatY: percent,
    }),
    'scale-recheck': linePlot({
      title: 'Commands of a million requests by memory.recheck',
      xLabel: 'memory.recheck, seconds',
      yLabel: 'millions of commands',
      lines: ['one process', 'a product', 'a hyperscaler'].map((name) => ({
        name,
        points: rechecks.map((recheck) => {
          const result = simulateService({ ...serviceOf(name), recheck });
          return [recheck, economicsOf(result, costs, 'exact').commands / 1e6];
        }),
      })),
      xMarks: [1, 10, 100, 1_000],
      yMarks: [0, 0.5, 1, 1.5, 2, 2.5, 3],
      formatX: plain,
      formatY: plain,
    }),
    'scale-distance': linePlot({
      title: 'Mean latency of "a product" by the distance of its store',
      xLabel: `round trip to the store, ms; a read is given up after ${readTimeout}`,
      yLabel: `ms, with a model of ${plain(times.model)} ms`,
      lines: [
        { name: 'no cache', points: [1, readTimeout].map((distance) => [distance, times.model]) },
        { name: 'exact', points: byDistance(simulateService(product), 'exact') },
        { name: 'judge', points: byDistance(judged, 'semantic') },
        { name: 'judge, queryAhead', points: byDistance(judged, 'queryAhead') },
      ],
      xMarks: [1, 10, 100, readTimeout],
      yMarks: [0, 500, 1_000, 1_500, 2_000],
      formatX: plain,
      formatY: plain,
    }),
  };
}

/** Up to where a read is given up; a judge is asked about each pair of wordings once. */
function byDistance(result: ServiceResult, way: keyof typeof trips): Line['points'] {
  return [1, 3, 10, 30, 100, readTimeout].map((distance) => [
    distance,
    meanLatency(result, way, { ...times, distance }),
  ]);
}

function serviceOf(name: string): Service {
  const service = services[name];
  if (service === undefined) throw new Error(`There is no service ${name}.`);
  return service;
}
