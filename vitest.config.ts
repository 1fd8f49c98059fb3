import { configDefaults, defineConfig } from 'vitest/config';
import { longestFirst } from './test/support/longest-first.js';

const ORDER = ['stories', 'alone', 'shared'];
/** From the shorter to the longer ones. */
const LONGEST = [
  '/test/integration/discord-thread-events.test.ts',
  '/test/integration/discord-gateway.test.ts',
  '/test/contract/agenda/',
  '/test/e2e/',
];

/** Stories, and what starts programs or servers and waits for what these do. Loading what they need costs as much as many of them. */
const STORIES = [
  'test/e2e/**',
  'test/contract/agenda/*.test.ts',
  'test/integration/delivery-killed.test.ts',
  'test/integration/move-running.test.ts',
  'test/integration/platforms.test.ts',
  'test/integration/program.test.ts',
  'test/integration/services.test.ts',
  'test/integration/store-files.test.ts',
  'test/integration/store-migration-race.test.ts',
  'test/integration/time-machine.test.ts',
];
/** The files that get a process of their own. */
const ALONE = [
  // It measures the memory of its process.
  'test/integration/bombs.test.ts',
  // It adds texts to the catalogues of its process.
  'test/integration/example-feature.test.ts',
];

const project = {
  // Enough for a machine that does much else; a test that hangs fails all the same. A test of its own time says so only if it needs more.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // What a test waits for counts, not how long it takes.
  expect: { poll: { timeout: 30_000 } },
  pool: 'forks',
} as const;
/** Each process runs many files, because loading the program costs more than most of them. */
const oneProcess = { isolate: false, setupFiles: 'test/support/left-behind.ts' } as const;
const INCLUDE = ['test/**/*.test.ts'];
// Destruction, and what takes longest: `npm run torture:short`.
const EXCLUDE = [...configDefaults.exclude, 'test/torture/**'];

export default defineConfig({
  test: {
    // It belongs to the run and not to a project, so that the servers start once.
    globalSetup: 'test/support/services/global-setup.ts',
    // One more than the two processors of the machines it runs on, because many tests wait for servers and browsers.
    maxWorkers: 3,
    sequence: { sequencer: longestFirst(ORDER, LONGEST) },
    projects: [
      { test: { ...project, ...oneProcess, name: 'stories', include: STORIES, exclude: EXCLUDE } },
      { test: { ...project, name: 'alone', include: ALONE, exclude: EXCLUDE } },
      {
        test: {
          ...project,
          ...oneProcess,
          name: 'shared',
          include: INCLUDE,
          exclude: [...EXCLUDE, ...STORIES, ...ALONE],
        },
      },
    ],
  },
});
