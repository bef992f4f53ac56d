/** What a conformance suite needs of a test runner. Those of vitest, jest and `node:test` fit as they are. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}
