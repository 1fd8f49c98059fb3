/** The agenda's kind of a confirmed import. */
export const IMPORT_KIND = 'members.import';

/** The message that shows how far an import is. */
export function progressKey(draft: string): string {
  return `members:import-progress:${draft}`;
}
