import type { CommunityId } from '../core/ids.js';
import type { Database } from './database.js';

/** The fact that marks a community's files as still holding remains of what was erased. */
export const SCRUB_DUE = 'store.scrub-due';

/**
 * Cleans the files after an erasure, if that is due. The erasure itself is written already and must not seem to have failed:
 * what can't be done now (the disk is full, another process reads) is done after the next erasure, the next day or at the next start.
 */
export async function scrubIfDue(database: Database, community: CommunityId): Promise<void> {
  const due = database.db.selectFrom('community_facts').select('value').where('community_id', '=', community).where('name', '=', SCRUB_DUE);
  if ((await due.executeTakeFirst()) === undefined) return;
  try {
    await database.scrub();
  } catch {
    return;
  }
  await database.db.deleteFrom('community_facts').where('community_id', '=', community).where('name', '=', SCRUB_DUE).execute();
}
