import type { Credentials } from './credentials.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { type InstalledPackages, localEmbedderPackages } from './packages.ts';
import { askRest } from './rest.ts';

const subject = 'Vector';
const localDimensions = 512;

interface IndexInfo {
  readonly dimension: number;
  readonly metric: string;
  readonly hosted: string | undefined;
  readonly dense: boolean;
  readonly pending: number;
}

/** Reachable, made for the embedder's vectors, and comparing them by their angle. */
export async function examineVector(
  credentials: Credentials,
  { dimensions, packages }: { readonly dimensions?: number; readonly packages: InstalledPackages },
): Promise<readonly Finding[]> {
  const reply = await askRest(subject, credentials, '/info', {});
  if (!reply.ok) return [reply.finding];
  const info = indexInfo(reply.result);
  if (info === undefined) {
    return [
      problem(
        subject,
        'gives no facts of an index',
        `See whether ${credentials.names.url} is that of an index.`,
      ),
    ];
  }
  const local = localEmbedderPackages.every((name) => packages[name] !== undefined);
  const wanted = dimensions ?? (local && info.hosted === undefined ? localDimensions : undefined);
  return [
    ok(subject, `reachable, ${reply.milliseconds.toFixed(1)} ms a round trip`),
    ...shape(info),
    ...size(info, wanted, dimensions === undefined ? 'the local embedder' : 'your embedder'),
    ...(info.pending > 1_000
      ? [
          warning(
            subject,
            `${info.pending} vectors are not searchable yet`,
            'Wait for its indexing; till then these are misses.',
          ),
        ]
      : []),
  ];
}

function shape({ metric, dense }: IndexInfo): readonly Finding[] {
  if (!dense)
    return [
      problem(subject, 'a sparse index', 'Create a dense one: sparse vectors say nothing of meaning here.'),
    ];
  return metric === 'COSINE'
    ? [ok(subject, 'compares by cosine')]
    : [
        problem(
          subject,
          `compares by ${metric.toLowerCase().replaceAll('_', ' ')}`,
          'Create the index with the metric COSINE: similarities and thresholds are cosines.',
        ),
      ];
}

function size(
  { dimension, hosted }: IndexInfo,
  wanted: number | undefined,
  whose: string,
): readonly Finding[] {
  if (wanted === undefined) {
    return [ok(subject, `${dimension} dimensions${hosted === undefined ? '' : `, embedded by ${hosted}`}`)];
  }
  return dimension === wanted
    ? [ok(subject, `${dimension} dimensions, as ${whose} gives`)]
    : [
        problem(
          subject,
          `made for ${dimension} dimensions, ${whose} gives ${wanted}`,
          `Create an index with ${wanted} dimensions: an index's dimension can't be changed.`,
        ),
      ];
}

function indexInfo(result: unknown): IndexInfo | undefined {
  const field = (name: string): unknown => Reflect.get(Object(result), name);
  const [dimension, metric, pending] = [
    field('dimension'),
    field('similarityFunction'),
    field('pendingVectorCount'),
  ];
  if (typeof dimension !== 'number' || typeof metric !== 'string') return undefined;
  const hosted: unknown = Reflect.get(Object(field('denseIndex')), 'embeddingModel');
  return {
    dimension,
    metric,
    hosted: typeof hosted === 'string' && hosted !== '' ? hosted : undefined,
    dense: field('indexType') !== 'SPARSE',
    pending: typeof pending === 'number' ? pending : 0,
  };
}
