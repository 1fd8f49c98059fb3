import type { WebSessionRepository } from '../../ports/web-chat.js';
import type { Context } from './context.js';

export function webSessionRepository({ db, community }: Context): WebSessionRepository {
  return {
    async insert(session) {
      await db
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
    },
    async find(hash, now) {
      const row = await db
        .selectFrom('web_sessions')
        .selectAll()
        .where('community_id', '=', community)
        .where('hash', '=', hash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row && { hash: row.hash, kind: row.kind, member: row.member_id, user: row.user_id, expiresAt: row.expires_at };
    },
    async consume(hash) {
      const removed = await db
        .deleteFrom('web_sessions')
        .where('community_id', '=', community)
        .where('hash', '=', hash)
        .returning('hash')
        .executeTakeFirst();
      return removed !== undefined;
    },
    async removeUser(user) {
      await db.deleteFrom('web_sessions').where('community_id', '=', community).where('user_id', '=', user).execute();
    },
    async removeExpired(now) {
      await db.deleteFrom('web_sessions').where('community_id', '=', community).where('expires_at', '<=', now).execute();
    },
  };
}
