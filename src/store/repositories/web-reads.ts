import { sql } from 'kysely';
import type { WebChatRepository } from '../../ports/web-chat.js';
import { findRows } from '../../sql/rows.js';
import type { Context } from './context.js';

export type WebReads = Pick<WebChatRepository, 'lastRead' | 'markRead' | 'unread'>;

/** How far people have read in the browser chat. `conversationsOf`: where somebody reads. */
export function webReads({ db, community }: Context, conversationsOf: WebChatRepository['conversationsOf']): WebReads {
  return {
    async lastRead(user) {
      const rows = await findRows({ db, community }, 'web_reads', ['conversation_id', 'message_id'], { user_id: user });
      return new Map(rows.map((row) => [row.conversation_id, row.message_id]));
    },
    async markRead(user, conversation, message) {
      await db
        .insertInto('web_reads')
        .values({ community_id: community, user_id: user, conversation_id: conversation, message_id: message })
        .onConflict((conflict) =>
          conflict
            .columns(['community_id', 'user_id', 'conversation_id'])
            .doUpdateSet({ message_id: message })
            .where('web_reads.message_id', '<', message),
        )
        .execute();
    },
    async unread(user) {
      const conversations = await conversationsOf(user);
      if (conversations.length === 0) return new Map();
      const rows = await db
        .selectFrom('web_messages as message')
        .leftJoin('web_reads as seen', (join) =>
          join
            .onRef('seen.community_id', '=', 'message.community_id')
            .onRef('seen.conversation_id', '=', 'message.conversation_id')
            .on('seen.user_id', '=', user),
        )
        .select(['message.conversation_id', (count) => count.fn.countAll<number | string>().as('count')])
        .where('message.community_id', '=', community)
        .where(
          'message.conversation_id',
          'in',
          conversations.map((conversation) => conversation.id),
        )
        .where(({ or, eb }) => or([eb('message.author', 'is', null), eb('message.author', '!=', user)]))
        .where(({ or, eb }) => or([eb('message.only_for', 'is', null), eb('message.only_for', '=', user)]))
        .where(sql<boolean>`message.id > coalesce(seen.message_id, 0)`)
        .groupBy('message.conversation_id')
        .execute();
      return new Map(rows.map((row) => [row.conversation_id, Number(row.count)]));
    },
  };
}
