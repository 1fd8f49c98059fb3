import type { CommunityId } from '../../core/ids.js';
import { communityRepository } from './community.js';
import type { Context } from './context.js';

/** The revision of the newest change of a message. */
export async function newestRevision({ db, community }: Context): Promise<number> {
  const { revision } = await db
    .selectFrom('communities')
    .select('web_revision as revision')
    .where('id', '=', community)
    .executeTakeFirstOrThrow();
  return revision;
}

/** Returns the next revision. All writers update one row for it, so revisions are committed in their order. */
export async function nextRevision(trx: Context['db'], community: CommunityId): Promise<number> {
  const { web_revision: revision } = await trx
    .updateTable('communities')
    .set((set) => ({ web_revision: set('web_revision', '+', 1) }))
    .where('id', '=', community)
    .returning('web_revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** Counts an erased person; open pages reload their messages when the count grows. */
const ERASURES = 'web.erasures';

/** Counts an erasure, so that open pages of the browser chat load everything again. */
export async function noteErasure(context: Context): Promise<void> {
  await communityRepository(context).saveFact(ERASURES, String((await countErasures(context)) + 1));
}

/** How many people were erased so far. */
export async function countErasures(context: Context): Promise<number> {
  return Number((await communityRepository(context).fact(ERASURES)) ?? 0);
}
