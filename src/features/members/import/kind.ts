/** The agenda's kind of a confirmed import. */
export const IMPORT_KIND = 'members.import';
