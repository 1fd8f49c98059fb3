import { CLOCKS_APART, LIFETIMES } from '../../core/lifetimes.js';
import type { LinkRepository } from '../../ports/members.js';
import type { Context } from './context.js';
import { eraseAt } from './expiry.js';

export function linkRepository(context: Context): LinkRepository {
  const { db, community } = context;
  /** What was seen as expired stays so, whatever the clock shows next. */
  const removeExpired = (trx: Context['db'], now: number) =>
    trx.deleteFrom('link_codes').where('community_id', '=', community).where('expires_at', '<=', now).execute();

  return {
    issue: ({ hash, member, expiresAt }) =>
      context.atomically(async (inside) => {
        const { db: trx } = inside;
        await trx.deleteFrom('link_codes').where('community_id', '=', community).where('member_id', '=', member).execute();
        await trx.insertInto('link_codes').values({ community_id: community, hash, member_id: member, expires_at: expiresAt }).execute();
        await eraseAt(inside, expiresAt);
      }),
    enter: (hash, by, now, expiresAt) =>
      context.atomically(async (inside) => {
        const { db: trx } = inside;
        await removeExpired(trx, now);
        const row = await trx
          .updateTable('link_codes')
          .set({ entered_by: by, expires_at: expiresAt })
          .where('community_id', '=', community)
          .where('hash', '=', hash)
          .where('entered_by', 'is', null)
          .where('expires_at', '<=', expiresAt + CLOCKS_APART)
          .where('member_id', '!=', by)
          .returning(['id', 'member_id', 'expires_at'])
          .executeTakeFirst();
        if (row === undefined) return undefined;
        await eraseAt(inside, expiresAt);
        return { id: row.id, member: row.member_id, enteredBy: by, expiresAt: row.expires_at };
      }),
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
    take: (id, by, now) =>
      context.atomically(async ({ db: trx }) => {
        await removeExpired(trx, now);
        const row = await trx
          .deleteFrom('link_codes')
          .where('community_id', '=', community)
          .where('id', '=', id)
          .where('entered_by', '=', by)
          .where('expires_at', '<=', now + LIFETIMES.linkCode + CLOCKS_APART)
          .returning(['id', 'member_id', 'expires_at'])
          .executeTakeFirst();
        return row && { id: row.id, member: row.member_id, enteredBy: by, expiresAt: row.expires_at };
      }),
    guesses: (member, { since, now }) =>
      context.atomically(async ({ db: trx }) => {
        // Where the clock stepped back, it takes what is written with it: nobody waits longer than for the whole window.
        await trx.updateTable('link_guesses').set({ since: now }).where('community_id', '=', community).where('since', '>', now).execute();
        const rows = await trx
          .selectFrom('link_guesses')
          .select(['member_id', 'count'])
          .where('community_id', '=', community)
          .where('since', '>', since)
          .execute();
        const own = rows.find((row) => row.member_id === member)?.count ?? 0;
        return { own, all: rows.reduce((sum, row) => sum + row.count, 0) };
      }),
    noteGuess: (member, { since, now }) =>
      context.atomically(async (inside) => {
        const { db: trx } = inside;
        await trx.deleteFrom('link_guesses').where('community_id', '=', community).where('since', '<=', since).execute();
        await trx
          .insertInto('link_guesses')
          .values({ community_id: community, member_id: member, count: 1, since: now })
          .onConflict((conflict) => conflict.column('member_id').doUpdateSet((set) => ({ count: set('link_guesses.count', '+', 1) })))
          .execute();
        await eraseAt(inside, now + LIFETIMES.linkCode);
      }),
  };
}
