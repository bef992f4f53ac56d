export { hasRedisServer } from './redis/redis-process.ts';
export type { RestFault } from './rest/rest-fault.ts';
export type { RestRequest } from './rest/rest-server.ts';
export type { RestReply, RestService } from './rest/rest-service.ts';
export {
  type LocalUpstash,
  type StartUpstashOptions,
  startUpstash,
  type UpstashFault,
  type UpstashServiceName,
} from './start-upstash.ts';
export type { StoreUnderTest } from './suites/exact-store-scene.ts';
export { type ExactStoreSuiteOptions, exactStoreSuite } from './suites/exact-store-suite.ts';
export type { TestRunner } from './suites/test-runner.ts';
export type { VectorIndexUnderTest } from './suites/vector-index-scene.ts';
export { type VectorIndexSuiteOptions, vectorIndexSuite } from './suites/vector-index-suite.ts';
export type { EmbedTexts } from './vector/offline-embedding.ts';
export type { VectorMetric } from './vector/vector-score.ts';
export type { VectorServiceOptions } from './vector/vector-service.ts';
export {
  type StoreFault,
  type StoreFaultPlan,
  type StoreFaults,
  type StoreOperationName,
  type StoreResults,
  withFaults,
} from './with-faults.ts';
