import { type Selectable, sql } from 'kysely';
import type { WebChatRepository, WebConversation } from '../../ports/web-chat.js';
import { findRows } from '../../sql/rows.js';
import type { WebConversationTable } from '../schema.js';
import { communityRepository } from './community.js';
import type { Context } from './context.js';

/** The conversations that have the user among their members, to select from. */
export const placesOf = ({ db, community }: Context, user: string) =>
  db
    .selectFrom('web_conversation_users')
    .select('web_conversation_users.conversation_id')
    .where('web_conversation_users.community_id', '=', community)
    .where('web_conversation_users.user_id', '=', user);

/** Names the newest message of a group when it was put away. */
const CLOSED = 'web.closed:';

export type WebPlaces = Pick<
  WebChatRepository,
  'users' | 'saveUser' | 'conversation' | 'conversationByKey' | 'conversationsOf' | 'insertConversation' | 'close' | 'talks'
>;

/** Who writes in the browser chat, and where. */
export function webPlaces(context: Context): WebPlaces {
  const { db, community } = context;
  const conversationRows = () => db.selectFrom('web_conversations').selectAll().where('community_id', '=', community);
  const withUsers = async (rows: readonly Selectable<WebConversationTable>[]): Promise<readonly WebConversation[]> => {
    if (rows.length === 0) return [];
    const seats = await findRows(
      { db, community },
      'web_conversation_users',
      ['conversation_id', 'user_id'],
      { conversation_id: rows.map((row) => row.id) },
      'user_id',
    );
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      key: row.key,
      title: row.title,
      users: seats.filter((seat) => seat.conversation_id === row.id).map((seat) => seat.user_id),
    }));
  };

  return {
    async users() {
      const rows = await findRows({ db, community }, 'web_users', ['user_id', 'name'], {}, 'user_id');
      return rows.map((row) => ({ user: row.user_id, name: row.name }));
    },
    async saveUser({ user, name }) {
      await db
        .insertInto('web_users')
        .values({ community_id: community, user_id: user, name })
        .onConflict((conflict) => conflict.columns(['community_id', 'user_id']).doUpdateSet({ name }))
        .execute();
    },
    async conversation(id) {
      return (await withUsers(await conversationRows().where('id', '=', id).execute()))[0];
    },
    async conversationByKey(key) {
      return (await withUsers(await conversationRows().where('key', '=', key).execute()))[0];
    },
    async conversationsOf(user) {
      const rows = await conversationRows()
        .where(({ or, eb }) => or([eb('kind', '=', 'channel'), eb('id', 'in', placesOf(context, user))]))
        .orderBy('kind')
        .orderBy('key')
        .execute();
      return withUsers(rows);
    },
    insertConversation: (conversation) =>
      context.atomically(async ({ db: trx }) => {
        await trx
          .insertInto('web_conversations')
          .values({
            community_id: community,
            id: conversation.id,
            kind: conversation.kind,
            key: conversation.key,
            title: conversation.title,
          })
          .execute();
        for (const user of new Set(conversation.users)) {
          await trx
            .insertInto('web_conversation_users')
            .values({ community_id: community, conversation_id: conversation.id, user_id: user })
            .execute();
        }
      }),
    async close(conversation) {
      const written = db
        .selectFrom('web_messages')
        .select('id')
        .where('community_id', '=', community)
        .where('conversation_id', '=', conversation);
      const newest = await written.orderBy('id', 'desc').limit(1).executeTakeFirst();
      await communityRepository(context).saveFact(`${CLOSED}${conversation}`, String(newest?.id ?? 0));
    },
    async talks(user) {
      const rows = await db
        .selectFrom('web_conversations as place')
        .select(({ selectFrom }) => [
          'place.id',
          selectFrom('web_messages')
            .select('web_messages.id')
            .where('web_messages.community_id', '=', community)
            .whereRef('web_messages.conversation_id', '=', 'place.id')
            .orderBy('web_messages.id', 'desc')
            .limit(1)
            .as('newest'),
          selectFrom('community_facts')
            .select('value')
            .where('community_facts.community_id', '=', community)
            .where('name', '=', sql<string>`${CLOSED} || place.id`)
            .as('closed'),
        ])
        .where('place.community_id', '=', community)
        .where(({ or, eb }) => or([eb('place.kind', '=', 'channel'), eb('place.id', 'in', placesOf(context, user))]))
        .execute();
      return new Map(
        rows.map(({ id, newest, closed }) => [id, { newest: newest ?? 0, isClosed: closed !== null && (newest ?? 0) <= Number(closed) }]),
      );
    },
  };
}
