import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest comes first, though its files may be short: none of it runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => LONGEST.findIndex((folder) => moduleId.includes(folder));
    return (await super.sort(files)).sort((one, other) => rank(other) - rank(one));
  }
}
/** From the shorter to the longer ones. */
const LONGEST = ['/test/contract/agenda/', '/test/e2e/'];

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
    sequence: { sequencer: LongestFirst },
  },
});
