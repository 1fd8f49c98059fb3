import type { CommunityId } from '../core/ids.js';
import type { Database } from './database.js';

/** The fact that the database files still contain remains of erased data. */
export const SCRUB_DUE = 'store.scrub-due';

/**
 * Cleans the files after an erasure, if that is due. It ignores errors (a full disk, another process that reads), because the
 * erasure itself is committed; cleaning is tried again after the next erasure, the next day and at the next start.
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
