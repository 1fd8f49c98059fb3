import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest comes first, though its files may be short: none of it runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => LONGEST.findIndex((folder) => moduleId.includes(folder));
    return (await super.sort(files)).sort((one, other) => rank(other) - rank(one));
  }
}
/** From the shorter to the longer ones. All are in the project that runs first, because a file of another ends a shared process. */
const LONGEST = ['/test/contract/agenda/', '/test/e2e/'];

/** The files that get a process of their own. */
const ALONE = [
  // They start programs or servers, and wait for what these do.
  'test/e2e/**',
  'test/integration/{delivery,round}-killed.test.ts',
  'test/integration/move-running.test.ts',
  'test/integration/platforms.test.ts',
  'test/integration/program.test.ts',
  'test/integration/services.test.ts',
  'test/integration/store-files.test.ts',
  'test/integration/store-migration-race.test.ts',
  'test/integration/time-machine.test.ts',
  // They take longest, so they start first.
  'test/contract/agenda/*.test.ts',
  // It limits processor time, and clearing up the memory of other files would count.
  'test/integration/members-import.test.ts',
  // It adds texts to the catalogues of its process.
  'test/integration/example-feature.test.ts',
];

const project = {
  // Enough for a machine that does much else; a test that hangs fails all the same.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  pool: 'forks',
} as const;
const INCLUDE = ['test/**/*.test.ts'];
// Minutes of destruction: `npm run torture:short`.
const EXCLUDE = [...configDefaults.exclude, 'test/torture/**'];

export default defineConfig({
  test: {
    // It belongs to the run and not to a project, so that the servers start once.
    globalSetup: 'test/support/services/global-setup.ts',
    // One more than the two processors of the machines it runs on, because many tests wait for servers and browsers.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...project, name: 'alone', include: ALONE, exclude: EXCLUDE } },
      // Each process runs many files, because loading the program costs more than most of them.
      {
        test: {
          ...project,
          name: 'shared',
          isolate: false,
          setupFiles: 'test/support/left-behind.ts',
          include: INCLUDE,
          exclude: [...EXCLUDE, ...ALONE],
        },
      },
    ],
  },
});
