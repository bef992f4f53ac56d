import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** The packed package in apps that are built from the documents and the examples, and a browser before one of them. */
const hosts = ['test/hosting/next*.test.ts', 'test/browser/**'];

/** What starts processes, or repeats until chance would show: minutes, not seconds. */
const slow = [
  'test/ai-sdk/concurrency.test.ts',
  'test/conformance/exact-store-upstash.test.ts',
  'test/lookup/processes/**',
  'test/transformers/**',
  'test/prompt/builder/byte-identical.test.ts',
  'test/prompt/marks/agent.test.ts',
  'test/prompt/marks/agent-langchain.test.ts',
  'test/prompt/marks/history-prefix.test.ts',
  'test/docs/**',
  'test/scale/**',
  'test/examples/**',
];

const patience = 300_000;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^reprise$/, replacement: source('index.ts') },
      { find: /^reprise\/([a-z-]+)$/, replacement: source('$1/index.ts') },
    ],
  },
  test: {
    // A rejection that nobody handles fails the run: "no promise floats" is a promise to the user.
    dangerouslyIgnoreUnhandledErrors: false,
    // To end what hangs, however loaded the machine is; no test depends on how fast it is.
    testTimeout: patience,
    hookTimeout: patience,
    teardownTimeout: patience,
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: [...slow, ...hosts] },
      },
      { extends: true, test: { name: 'slow', include: slow.map(testFiles) } },
      {
        extends: true,
        test: {
          name: 'hosts',
          include: hosts.map(testFiles),
          globalSetup: 'test/hosting/packed-package.ts',
        },
      },
    ],
  },
});

function testFiles(pattern: string): string {
  return pattern.endsWith('/**') ? `${pattern}/*.test.ts` : pattern;
}
