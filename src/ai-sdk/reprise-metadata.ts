import type { ServedBy } from '../contracts/verify-pair.ts';
import type { CacheLayer } from '../observe/cache-event.ts';
import type { Savings } from '../observe/savings.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import { isNativeRecord, type NativeRecord } from './native-model.ts';

/** Where an answer came from, and what that saved. */
export interface RepriseMetadata {
  /** `stale`: past its TTL and within `staleWhileRevalidate`. */
  readonly status: 'hit' | 'stale' | 'miss' | 'bypass';
  /** Of a hit: where it was found. */
  readonly layer?: CacheLayer;
  /** Of a hit by meaning: the cosine of the two questions, -1 to 1. */
  readonly similarity?: number;
  /** Of a hit by meaning: what proved that the two questions are the same. */
  readonly by?: ServedBy;
  /** Of a miss, where there is a semantic layer: why nothing was served by meaning. */
  readonly semantic?: { readonly reason: string; readonly similarity?: number };
  /** Of a hit: milliseconds since the answer was stored. */
  readonly ageMs?: number;
  /** The key of the entry, for `invalidate({ key })` and `reject`. */
  readonly key?: string;
  /** Of a hit by meaning: the key of the question that was asked, for `reject`. */
  readonly askedKey?: string;
  /** Of a miss or a bypass: why. */
  readonly reason?: string;
  /** Whether the answer is that of an identical call which was under way. */
  readonly shared?: boolean;
  /** Of a hit or a shared answer: what the provider billed when the answer was made. */
  readonly saved?: Savings;
}

/** What has metadata at once: a result of `generateText`, a step, a stream's part, or a UI message. */
export type MetadataSource =
  | { readonly providerMetadata?: object | undefined }
  | { readonly metadata?: unknown }
  | { readonly [OWN_NAMESPACE]?: unknown };

/** What has metadata when it has ended: a result of `streamText`. */
export interface StreamedMetadataSource {
  readonly providerMetadata: PromiseLike<object | undefined>;
}

/**
 * What the middleware says of an answer, typed; `undefined` where it says nothing, as for a model without the cache.
 * @param source a result of `generateText` or `streamText`, a step, a part of a stream, a UI message with
 *   `messageMetadata: ({ part }) => ({ reprise: repriseMetadata(part) })`, or any of their metadata.
 * @returns for a result of `streamText` a promise, since it is known at the end.
 */
export function repriseMetadata(source: StreamedMetadataSource): Promise<RepriseMetadata | undefined>;
export function repriseMetadata(source: MetadataSource): RepriseMetadata | undefined;
export function repriseMetadata(
  source: StreamedMetadataSource | MetadataSource,
): Promise<RepriseMetadata | undefined> | RepriseMetadata | undefined {
  const metadata = 'providerMetadata' in source ? source.providerMetadata : undefined;
  if (isPromise(metadata)) return Promise.resolve(metadata).then(own);
  return own(metadata) ?? ('metadata' in source ? own(source.metadata) : undefined) ?? own(source);
}

const statuses: ReadonlySet<unknown> = new Set<RepriseMetadata['status']>(['hit', 'stale', 'miss', 'bypass']);

function own(metadata: unknown): RepriseMetadata | undefined {
  const said = isNativeRecord(metadata) ? metadata[OWN_NAMESPACE] : undefined;
  return isMetadata(said) ? said : undefined;
}

function isMetadata(said: unknown): said is RepriseMetadata & NativeRecord {
  return isNativeRecord(said) && statuses.has(said.status);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
