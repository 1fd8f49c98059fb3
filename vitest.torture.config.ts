import { defineConfig } from 'vitest/config';

/** Destruction: real processes and servers, killed. `npm run torture:short` in CI, `npm run torture` for the figures. */
export default defineConfig({
  test: {
    include: ['test/torture/**/*.test.ts'],
    globalSetup: 'test/support/services/global-setup.ts',
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
