import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/fresh-dist.ts'],
    setupFiles: ['test/plain.ts'],
    // Imports JSON in a way that only bundlers understand.
    server: { deps: { inline: [/@actions\//] } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Ruby and the bundler share the machine's cores with the tests.
    maxWorkers: 2,
  },
});
