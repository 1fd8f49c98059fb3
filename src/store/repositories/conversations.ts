import type { ConversationRepository } from '../../ports/agenda.js';
import type { Context } from './context.js';

export function conversationRepository({ db, community }: Context): ConversationRepository {
  return {
    async find(key, platform) {
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .where('community_id', '=', community)
        .where('key', '=', key)
        .where('platform', '=', platform)
        .executeTakeFirst();
      return row && { platform: row.platform, space: row.space, id: row.conversation, kind: row.kind };
    },
    async keyOf(conversation) {
      const row = await db
        .selectFrom('conversations')
        .select('key')
        .where('community_id', '=', community)
        .where('platform', '=', conversation.platform)
        .where('space', '=', conversation.space)
        .where('conversation', '=', conversation.id)
        .executeTakeFirst();
      return row?.key;
    },
    async save(key, conversation) {
      const columns = { space: conversation.space, conversation: conversation.id, kind: conversation.kind };
      await db
        .insertInto('conversations')
        .values({ community_id: community, key, platform: conversation.platform, ...columns })
        .onConflict((conflict) => conflict.columns(['community_id', 'key', 'platform']).doUpdateSet(columns))
        .execute();
    },
  };
}
