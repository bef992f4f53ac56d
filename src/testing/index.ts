export { type ExactStoreSuiteOptions, exactStoreSuite, type StoreUnderTest } from './exact-store-suite.ts';
export type { RestReply, RestService } from './rest-service.ts';
export type { TestRunner } from './test-runner.ts';
