import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Minutes of destruction: `npm run torture:short`.
    exclude: [...configDefaults.exclude, 'test/torture/**'],
    globalSetup: 'test/support/services/global-setup.ts',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
