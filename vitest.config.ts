import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^reprise$/, replacement: source('index.ts') },
      { find: /^reprise\/([a-z-]+)$/, replacement: source('$1/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // A rejection that nobody handles fails the run: "no promise floats" is a promise to the user.
    dangerouslyIgnoreUnhandledErrors: false,
    testTimeout: 20_000,
  },
});
