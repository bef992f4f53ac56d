import type { Times } from './economics.ts';
import { recalls, services } from './scenarios.ts';
import { type Service, type ServiceResult, simulateService } from './service-simulation.ts';

/** Times in this study, but for the distance of the store. */
export const times: Omit<Times, 'distance'> = { model: 1_750, judge: 500 };
/** `timeouts.read` unless it is set, in milliseconds. */
export const readTimeout = 250;
export const distances = [2, 30, 150] as const;
export const sixHours = 6 * 3_600;

/** One service with each setup of the study. */
export interface Studied {
  readonly name: string;
  readonly service: Service;
  /** Memory alone, emptied by four deploys a day. */
  readonly alone: ServiceResult;
  readonly exact: ServiceResult;
  readonly guards: ServiceResult;
  readonly judge: ServiceResult;
}

export interface Study {
  readonly all: readonly Studied[];
  readonly small: Studied;
  readonly product: Studied;
  readonly largest: Studied;
  readonly byRecheck: readonly { readonly recheck: number; readonly results: readonly ServiceResult[] }[];
  readonly byTtl: readonly { readonly ttl: number; readonly result: ServiceResult }[];
  readonly byExponent: readonly {
    readonly exponent: number;
    readonly exact: ServiceResult;
    readonly judge: ServiceResult;
  }[];
  /** "A product" with a store and four deploys a day. */
  readonly deployed: ServiceResult;
}

/** Simulates all that the guide tells. */
export function study(): Study {
  const all = Object.entries(services).map(([name, service]) => ({
    name,
    service,
    alone: simulateService({ ...service, store: false, deployEvery: sixHours }),
    exact: simulateService(service),
    guards: simulateService({ ...service, recall: recalls.guards }),
    judge: simulateService({ ...service, recall: recalls.judge }),
  }));
  const [small, product] = all;
  const largest = all.at(-1);
  if (small === undefined || product === undefined || largest === undefined)
    throw new Error('There are too few services.');
  const of = ({ service }: Studied, setup: Partial<Service>) => simulateService({ ...service, ...setup });
  return {
    all,
    small,
    product,
    largest,
    byRecheck: [1, 10, 60, 600].map((recheck) => ({
      recheck,
      results: [small, product, largest].map((each) => of(each, { recheck })),
    })),
    byTtl: [3_600, 21_600, 86_400, 604_800].map((ttl) => ({ ttl, result: of(product, { ttl }) })),
    byExponent: [0.8, 1, 1.2].map((exponent) => ({
      exponent,
      exact: of(product, { exponent }),
      judge: of(product, { exponent, recall: recalls.judge }),
    })),
    deployed: of(product, { deployEvery: sixHours }),
  };
}
