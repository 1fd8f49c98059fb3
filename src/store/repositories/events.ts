import type { SeenEventRepository } from '../../ports/store.js';
import type { Context } from './context.js';

export function seenEventRepository({ db, community }: Context): SeenEventRepository {
  return {
    async markSeen(eventId, at) {
      const added = await db
        .insertInto('seen_events')
        .values({ community_id: community, event_id: eventId, at })
        .onConflict((conflict) => conflict.doNothing())
        .returning('event_id')
        .executeTakeFirst();
      return added !== undefined;
    },
    async isSeen(eventId) {
      const row = await db
        .selectFrom('seen_events')
        .select('event_id')
        .where('community_id', '=', community)
        .where('event_id', '=', eventId)
        .executeTakeFirst();
      return row !== undefined;
    },
    async removeBefore(at) {
      await db.deleteFrom('seen_events').where('community_id', '=', community).where('at', '<', at).execute();
    },
  };
}
