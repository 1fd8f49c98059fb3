import { configDefaults, defineConfig } from 'vitest/config';
import { longestFirst } from './test/support/longest-first.js';

const INCLUDE = ['test/torture/**/*.test.ts'];
/** They measure the memory of their process, or limit its processor time. */
const ALONE = ['test/torture/{bombs,lists-at-their-limit,members-import}.test.ts'];

/** From the shorter to the longer ones. */
const LONGEST = [
  '/store-older-databases',
  '/topics-two-years',
  '/poison',
  '/killed-letters',
  '/persisted-clicks',
  '/story.test.ts',
  '/dropped-answers',
  '/killed-on',
  '/topics-mirror-on',
  '/outages',
  '/waitlist',
  '/graceful-stop',
  '/killed-uploads',
  '/repeated-events',
];

const project = { testTimeout: 3_600_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } }, pool: 'forks' } as const;

/**
 * Destruction: real processes and servers, killed. Beside it, files of tests that take so long that `npm test` would no longer end within
 * ten minutes on two processors. `npm run torture:short` in CI, `npm run torture` for the figures.
 */
export default defineConfig({
  test: {
    globalSetup: 'test/support/services/global-setup.ts',
    // One more than the two processors of the machines it runs on, because most of it waits for what was killed.
    maxWorkers: 3,
    sequence: { sequencer: longestFirst(['alone', 'shared'], LONGEST) },
    projects: [
      { test: { ...project, name: 'alone', include: ALONE } },
      // Each process runs many files, because loading the program costs seconds.
      {
        test: {
          ...project,
          name: 'shared',
          isolate: false,
          setupFiles: 'test/support/left-behind.ts',
          include: INCLUDE,
          exclude: [...configDefaults.exclude, ...ALONE],
        },
      },
    ],
  },
});
