import { LIFETIMES } from '../../core/lifetimes.js';
import type { ImportDraftRepository } from '../../ports/members.js';
import type { Context } from './context.js';
import { eraseAt } from './expiry.js';

export function importDraftRepository(context: Context): ImportDraftRepository {
  const { db, community } = context;
  return {
    save: ({ id, owner, savedAt, bytes }) =>
      context.atomically(async (inside) => {
        await inside.db
          .insertInto('import_drafts')
          .values({ community_id: community, id, member_id: owner, saved_at: savedAt, lines_done: null, lines_total: null, bytes })
          .execute();
        await eraseAt(inside, savedAt + LIFETIMES.importDraft);
      }),
    async find(id) {
      const row = await db
        .selectFrom('import_drafts')
        .select(['member_id', 'saved_at', 'lines_done', 'lines_total'])
        .where('community_id', '=', community)
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { member_id: owner, saved_at: savedAt, lines_done: done, lines_total: total } = row;
      return { id, owner, savedAt, lines: done === null || total === null ? null : { done, total } };
    },
    async bytes(id) {
      const row = await db
        .selectFrom('import_drafts')
        .select('bytes')
        .where('community_id', '=', community)
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.bytes;
    },
    async progress(id, { done, total }) {
      await db
        .updateTable('import_drafts')
        .set({ lines_done: done, lines_total: total })
        .where('community_id', '=', community)
        .where('id', '=', id)
        .execute();
    },
    async remove(id) {
      await db.deleteFrom('import_drafts').where('community_id', '=', community).where('id', '=', id).execute();
    },
  };
}
