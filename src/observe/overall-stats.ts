import type { CacheEvent, CacheLayer } from './cache-event.ts';
import type { LatencySummary } from './latency.ts';
import { bucketSummary, latencyBucket } from './latency.ts';
import type { Savings } from './savings.ts';

/** What all caches that share a store and a namespace did, since the first of them counted. */
export interface OverallStats extends ModelStats {
  /** Hits by meaning that users rejected. */
  readonly wrongHits: number;
  readonly byModel: Readonly<Record<string, ModelStats>>;
  /** Each at most 19% above the true percentile. */
  readonly latencyMs: Readonly<Record<LatencyKind, LatencySummary>>;
}

export interface ModelStats {
  readonly hits: Readonly<Record<CacheLayer, number>> & { readonly total: number };
  /** Of the hits, those past their TTL. */
  readonly stale: number;
  readonly misses: number;
  readonly shared: number;
  /** Calls of the judge, and what they cost in US dollars, as far as that is known. */
  readonly judge: { readonly calls: number; readonly usd: number };
  /** Hits and shared answers among all lookups, 0 to 1. */
  readonly hitRate: number;
  readonly saved: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly usd: number;
    readonly unpriced: number;
  };
}

type LatencyKind = 'hit' | 'miss' | 'shared' | 'generated';

const latencyKinds: readonly LatencyKind[] = ['hit', 'miss', 'shared', 'generated'];
const layers: readonly CacheLayer[] = ['memory', 'store', 'semantic'];

/** Sums are whole numbers: money is counted in billionths of a dollar. */
const NANO = 1e9;

/** What an event adds to the sums, by field: `<count>|<model>`, or `ms|<kind>|<bucket>`. */
export function eventAmounts(event: CacheEvent): Readonly<Record<string, number>> {
  switch (event.type) {
    case 'hit':
    case 'stale':
      return {
        [`${event.layer}|${event.model}`]: 1,
        ...(event.type === 'stale' ? { [`stale|${event.model}`]: 1 } : {}),
        ...savedAmounts(event.model, event.saved),
        ...latencyAmount('hit', event.durationMs),
      };
    case 'miss':
      return { [`miss|${event.model}`]: 1, ...latencyAmount('miss', event.durationMs) };
    case 'shared':
      return {
        [`shared|${event.model}`]: 1,
        ...savedAmounts(event.model, event.saved),
        ...latencyAmount('shared', event.durationMs),
      };
    case 'judged':
      return {
        [`judged|${event.model}`]: 1,
        ...(event.cost.usd === undefined
          ? {}
          : { [`judge-nano-usd|${event.model}`]: Math.round(event.cost.usd * NANO) }),
      };
    case 'rejected':
      return event.layer === 'semantic' ? { 'rejected|': 1 } : {};
    case 'generated':
      return latencyAmount('generated', event.durationMs);
    default:
      return {};
  }
}

/** The statistics that sums stand for. */
export function overallStats(sums: Readonly<Record<string, number>>): OverallStats {
  const fields = Object.entries(sums).map(([field, sum]) => {
    const [count = '', ...rest] = field.split('|');
    return { count, rest: rest.join('|'), sum };
  });
  const models = new Set(
    fields.filter(({ count }) => count !== 'ms' && count !== 'rejected').map(({ rest }) => rest),
  );
  const statsOf = (matches: (model: string) => boolean): ModelStats => {
    const total = (name: string) =>
      fields.reduce((all, { count, rest, sum }) => (count === name && matches(rest) ? all + sum : all), 0);
    const byLayer = { memory: total('memory'), store: total('store'), semantic: total('semantic') };
    const hits = layers.reduce((all, layer) => all + byLayer[layer], 0);
    const [misses, shared] = [total('miss'), total('shared')];
    const lookups = hits + shared + misses;
    return {
      hits: { ...byLayer, total: hits },
      stale: total('stale'),
      misses,
      shared,
      judge: { calls: total('judged'), usd: total('judge-nano-usd') / NANO },
      hitRate: lookups === 0 ? 0 : (hits + shared) / lookups,
      saved: {
        inputTokens: total('in'),
        outputTokens: total('out'),
        usd: (total('nano-usd') - total('judge-nano-usd')) / NANO,
        unpriced: total('unpriced'),
      },
    };
  };
  const latency = (kind: LatencyKind): LatencySummary => {
    const counts = fields
      .filter(({ count, rest }) => count === 'ms' && rest.startsWith(`${kind}|`))
      .map(({ rest, sum }) => [Number(rest.slice(kind.length + 1)), sum] as const);
    return bucketSummary(new Map(counts));
  };
  const [hit, miss, shared, generated] = latencyKinds.map(latency);
  const none: LatencySummary = bucketSummary(new Map());
  return {
    ...statsOf(() => true),
    wrongHits: sums['rejected|'] ?? 0,
    byModel: Object.fromEntries([...models].map((model) => [model, statsOf((name) => name === model)])),
    latencyMs: { hit: hit ?? none, miss: miss ?? none, shared: shared ?? none, generated: generated ?? none },
  };
}

function savedAmounts(model: string, { inputTokens = 0, outputTokens = 0, usd, judge }: Savings) {
  return {
    ...(inputTokens > 0 ? { [`in|${model}`]: inputTokens } : {}),
    ...(outputTokens > 0 ? { [`out|${model}`]: outputTokens } : {}),
    ...(usd === undefined
      ? { [`unpriced|${model}`]: 1 }
      : // What a judge cost is told by its own event.
        { [`nano-usd|${model}`]: Math.round((usd + (judge?.usd ?? 0)) * NANO) }),
  };
}

function latencyAmount(kind: LatencyKind, milliseconds: number) {
  return { [`ms|${kind}|${latencyBucket(milliseconds)}`]: 1 };
}
