import type { LinkRepository } from '../../ports/members.js';
import type { Context } from './context.js';

export function linkRepository(context: Context): LinkRepository {
  const { db, community } = context;
  return {
    issue: ({ hash, member, expiresAt }) =>
      context.atomically(async ({ db: trx }) => {
        await trx.deleteFrom('link_codes').where('community_id', '=', community).where('member_id', '=', member).execute();
        await trx.insertInto('link_codes').values({ community_id: community, hash, member_id: member, expires_at: expiresAt }).execute();
      }),
    async enter(hash, by, now, expiresAt) {
      const row = await db
        .updateTable('link_codes')
        .set({ entered_by: by, expires_at: expiresAt })
        .where('community_id', '=', community)
        .where('hash', '=', hash)
        .where('entered_by', 'is', null)
        .where('expires_at', '>', now)
        .where('member_id', '!=', by)
        .returning(['id', 'member_id', 'expires_at'])
        .executeTakeFirst();
      return row && { id: row.id, member: row.member_id, enteredBy: by, expiresAt: row.expires_at };
    },
    async isOwn(hash, member) {
      const row = await db
        .selectFrom('link_codes')
        .select('id')
        .where('community_id', '=', community)
        .where('hash', '=', hash)
        .where('member_id', '=', member)
        .executeTakeFirst();
      return row !== undefined;
    },
    async take(id, by, now) {
      const row = await db
        .deleteFrom('link_codes')
        .where('community_id', '=', community)
        .where('id', '=', id)
        .where('entered_by', '=', by)
        .where('expires_at', '>', now)
        .returning(['id', 'member_id', 'expires_at'])
        .executeTakeFirst();
      return row && { id: row.id, member: row.member_id, enteredBy: by, expiresAt: row.expires_at };
    },
    async removeExpired(now) {
      await db.deleteFrom('link_codes').where('community_id', '=', community).where('expires_at', '<=', now).execute();
    },
    async guesses(member, since) {
      const rows = await db
        .selectFrom('link_guesses')
        .select(['member_id', 'count'])
        .where('community_id', '=', community)
        .where('since', '>', since)
        .execute();
      const own = rows.find((row) => row.member_id === member)?.count ?? 0;
      return { own, all: rows.reduce((sum, row) => sum + row.count, 0) };
    },
    noteGuess: (member, now, since) =>
      context.atomically(async ({ db: trx }) => {
        await trx.deleteFrom('link_guesses').where('community_id', '=', community).where('since', '<=', since).execute();
        await trx
          .insertInto('link_guesses')
          .values({ community_id: community, member_id: member, count: 1, since: now })
          .onConflict((conflict) => conflict.column('member_id').doUpdateSet((set) => ({ count: set('link_guesses.count', '+', 1) })))
          .execute();
      }),
  };
}
