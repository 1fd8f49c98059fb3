import type { ConversationRepository } from '../../ports/agenda.js';
import { findRow, removeRows } from '../../sql/rows.js';
import type { Context } from './context.js';

/** The conversations of one community that the bot has opened. */
export function conversationRepository({ db, community }: Context): ConversationRepository {
  return {
    async find(key, platform) {
      const row = await findRow({ db, community }, 'conversations', ['platform', 'space', 'conversation', 'kind'], { key, platform });
      return row && { platform: row.platform, space: row.space, id: row.conversation, kind: row.kind };
    },
    async keyOf(conversation) {
      const row = await findRow({ db, community }, 'conversations', ['key'], {
        platform: conversation.platform,
        space: conversation.space,
        conversation: conversation.id,
      });
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
    async forget(key, platform) {
      await removeRows({ db, community }, 'conversations', { key, platform });
    },
  };
}
