import type { WebSessionRepository } from '../../ports/web-chat.js';
import { findRow, removeRows, takeRows, updateRows, upTo } from '../../sql/rows.js';
import type { Context } from './context.js';
import { planExpiry } from './plan-expiry.js';

/** The sessions and sign-in links of the browser chat. */
export function webSessionRepository(context: Context): WebSessionRepository {
  const { db, community } = context;
  const remove = (hash: string) =>
    db
      .deleteFrom('web_sessions')
      .where('community_id', '=', community)
      .where('hash', '=', hash)
      .returning('hash')
      .executeTakeFirst()
      .then((removed) => removed !== undefined);

  return {
    insert: (session) =>
      context.atomically(async (inside) => {
        await inside.db
          .insertInto('web_sessions')
          .values({
            community_id: community,
            hash: session.hash,
            kind: session.kind,
            member_id: session.member,
            user_id: session.user,
            expires_at: session.expiresAt,
          })
          .execute();
        await planExpiry(inside, session.expiresAt);
      }),
    async find(hash, now) {
      const row = await findRow({ db, community }, 'web_sessions', ['hash', 'kind', 'member_id', 'user_id', 'expires_at'], { hash });
      if (row === undefined) return undefined;
      if (row.expires_at <= now) {
        await remove(hash);
        return undefined;
      }
      return { hash: row.hash, kind: row.kind, member: row.member_id, user: row.user_id, expiresAt: row.expires_at };
    },
    async prolong(hash, expiresAt) {
      await updateRows({ db, community }, 'web_sessions', { expires_at: expiresAt }, { hash });
    },
    consume: remove,
    async expire(now) {
      await removeRows({ db, community }, 'web_sessions', { expires_at: upTo(now) });
      const next = await db
        .selectFrom('web_sessions')
        .select((eb) => eb.fn.min('expires_at').as('at'))
        .where('community_id', '=', community)
        .executeTakeFirst();
      return next?.at ?? undefined;
    },
    async removeAccounts(accounts) {
      if (accounts.length === 0) return 0;
      // An account of the browser chat stands for itself; one of another platform has that before it.
      const users = accounts.map(({ platform, user }) => (platform === 'web' ? user : `${platform}:${user}`));
      const removed = await takeRows({ db, community }, 'web_sessions', ['kind'], { user_id: users });
      return removed.filter(({ kind }) => kind === 'session').length;
    },
    async removeUser(user) {
      await removeRows({ db, community }, 'web_sessions', { user_id: user });
    },
  };
}
