import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest comes first, though its files may be short: none of it runs alone at the end. The files of a project
 * stay together, because a file of another ends a shared process.
 *
 * @param projects In the order in which they run.
 * @param files Parts of paths, from the shorter to the longer ones; the other files are shorter.
 */
export function longestFirst(projects: readonly string[], files: readonly string[]): typeof BaseSequencer {
  const rank = ({ moduleId, project }: TestSpecification) =>
    projects.indexOf(project.name) * (files.length + 1) - files.findIndex((part) => moduleId.includes(part));
  return class extends BaseSequencer {
    override async sort(given: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(given)).sort((one, other) => rank(one) - rank(other));
    }
  };
}
