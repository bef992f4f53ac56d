export type { StoreUnderTest } from './exact-store-scene.ts';
export { type ExactStoreSuiteOptions, exactStoreSuite } from './exact-store-suite.ts';
export type { EmbedTexts } from './offline-embedding.ts';
export { hasRedisServer } from './redis-process.ts';
export type { RestFault } from './rest-fault.ts';
export type { RestRequest } from './rest-server.ts';
export type { RestReply, RestService } from './rest-service.ts';
export {
  type LocalUpstash,
  type StartUpstashOptions,
  startUpstash,
  type UpstashFault,
  type UpstashServiceName,
} from './start-upstash.ts';
export type { TestRunner } from './test-runner.ts';
export type { VectorIndexUnderTest } from './vector-index-scene.ts';
export { type VectorIndexSuiteOptions, vectorIndexSuite } from './vector-index-suite.ts';
export type { VectorMetric } from './vector-score.ts';
export type { VectorServiceOptions } from './vector-service.ts';
export {
  type StoreFault,
  type StoreFaultPlan,
  type StoreFaults,
  type StoreOperationName,
  type StoreResults,
  withFaults,
} from './with-faults.ts';
