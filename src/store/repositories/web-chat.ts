import { type ExpressionBuilder, type Kysely, type Selectable, sql } from 'kysely';
import type { CommunityId } from '../../core/ids.js';
import { earliest } from '../../core/time.js';
import type { WebChatRepository, WebConversation, WebMessage } from '../../ports/web-chat.js';
import { chunks, isOf } from '../../sql/columns.js';
import { prepared } from '../../sql/prepared.js';
import { findRow, findRows, removeRows } from '../../sql/rows.js';
import type { Schema, WebConversationTable, WebMessageTable } from '../schema.js';
import { communityRepository } from './community.js';
import type { Context } from './context.js';
import { fleetingMessages, readFleetingKey } from './fleeting.js';
import { filesColumn } from './json-columns.js';
import { planExpiry } from './plan-expiry.js';

const messageOf = prepared<{ community: CommunityId; id: number }>()((db: Kysely<Schema>, argument) =>
  db.selectFrom('web_messages').selectAll().where('community_id', '=', argument('community')).where('id', '=', argument('id')),
);

/** The database goes through a file from its beginning for each piece, so that there are few. */
const PIECE_BYTES = 1024 * 1024;

export function webChatRepository(context: Context): WebChatRepository {
  const { db, community, traits } = context;

  const conversationRows = () => db.selectFrom('web_conversations').selectAll().where('community_id', '=', community);
  /** The conversations that have the user among their members, to select from. */
  const placesOf = (user: string) =>
    db
      .selectFrom('web_conversation_users')
      .select('web_conversation_users.conversation_id')
      .where('web_conversation_users.community_id', '=', community)
      .where('web_conversation_users.user_id', '=', user);
  const withUsers = async (rows: readonly Selectable<WebConversationTable>[]): Promise<readonly WebConversation[]> => {
    if (rows.length === 0) return [];
    const seats = await db
      .selectFrom('web_conversation_users')
      .select(['conversation_id', 'user_id'])
      .where('community_id', '=', community)
      .where(
        'conversation_id',
        'in',
        rows.map((row) => row.id),
      )
      .orderBy('user_id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      key: row.key,
      title: row.title,
      users: seats.filter((seat) => seat.conversation_id === row.id).map((seat) => seat.user_id),
    }));
  };
  const conversationsOf = async (user: string) => {
    const rows = await conversationRows()
      .where(({ or, eb }) => or([eb('kind', '=', 'channel'), eb('id', 'in', placesOf(user))]))
      .orderBy('kind')
      .orderBy('key')
      .execute();
    return withUsers(rows);
  };
  const channels = db.selectFrom('web_conversations').select('id').where('community_id', '=', community).where('kind', '=', 'channel');
  /** Messages in channels and in the user's own conversations, except those that only somebody else may read. */
  const visibleTo =
    (user: string) =>
    ({ and, or, eb }: ExpressionBuilder<Schema, 'web_messages'>) =>
      and([
        or([eb('only_for', 'is', null), eb('only_for', '=', user)]),
        or([eb('conversation_id', 'in', channels), eb('conversation_id', 'in', placesOf(user))]),
      ]);
  const messageRows = () => db.selectFrom('web_messages').selectAll().where('community_id', '=', community);
  /** The message, the answers below it and their files. */
  const remove = async (inside: Context, id: number): Promise<void> => {
    const gone = await inside.db
      .selectFrom('web_messages')
      .select(['id', 'files'])
      .where('community_id', '=', community)
      .where(({ or, eb }) => or([eb('id', '=', id), eb('thread_id', '=', id)]))
      .execute();
    if (gone.length === 0) return;
    const files = gone.flatMap((row) => filesColumn.read(row.files).map((file) => file.id));
    for (const some of chunks(files, traits.maxParameters - 1)) {
      await inside.db.deleteFrom('web_files').where('community_id', '=', community).where('id', 'in', some).execute();
    }
    // Deleting the opening post deletes the answers.
    await removeRows({ db: inside.db, community }, 'web_messages', { id });
    await noteErasure(inside);
  };

  return {
    async users() {
      const rows = await db
        .selectFrom('web_users')
        .select(['user_id', 'name'])
        .where('community_id', '=', community)
        .orderBy('user_id')
        .execute();
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
    conversationsOf,
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
      const newest = await messageRows().where('conversation_id', '=', conversation).orderBy('id', 'desc').limit(1).executeTakeFirst();
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
        .where(({ or, eb }) => or([eb('place.kind', '=', 'channel'), eb('place.id', 'in', placesOf(user))]))
        .execute();
      return new Map(
        rows.map(({ id, newest, closed }) => [id, { newest: newest ?? 0, isClosed: closed !== null && (newest ?? 0) <= Number(closed) }]),
      );
    },
    async messages({ conversation, user, thread, before, limit }) {
      let query = messageRows().where('conversation_id', '=', conversation).where(visibleTo(user));
      query = thread === undefined ? query.where('thread_id', 'is', null) : query.where('thread_id', '=', thread);
      if (before !== undefined) query = query.where('id', '<', before);
      const rows = await query.orderBy('id', 'desc').limit(limit).execute();
      return rows.reverse().map(toMessage);
    },
    async message(id) {
      const [row] = await messageOf({ db, traits }, { community, id });
      return row && toMessage(row);
    },
    async writtenBy(user) {
      return (await messageRows().where('author', '=', user).orderBy('id').execute()).map(toMessage);
    },
    async storedBytes(user) {
      const rows = await db
        .selectFrom('web_messages')
        .select('files')
        .where('community_id', '=', community)
        .where('author', '=', user)
        .where('files', '!=', filesColumn.write([]))
        .execute();
      return rows.flatMap(({ files }) => filesColumn.read(files)).reduce((sum, { size }) => sum + size, 0);
    },
    async messageByKey(key) {
      const row = await messageRows().where('key', '=', key).executeTakeFirst();
      return row && toMessage(row);
    },
    insertMessage: (message) =>
      context.atomically(async (inside) => {
        const { db: trx } = inside;
        if (message.key !== null) {
          const known = await findRow({ db: trx, community }, 'web_messages', ['id'], { key: message.key });
          if (known !== undefined) return known.id;
        }
        const fleeting = message.key === null ? undefined : readFleetingKey(message.key);
        if (fleeting && message.onlyFor !== null) {
          const earlier = await fleetingMessages(inside, message.onlyFor);
          for (const one of earlier.filter(({ word }) => word === fleeting.word)) await remove(inside, one.id);
          await planExpiry(inside, fleeting.until);
        }
        const { id } = await trx
          .insertInto('web_messages')
          .values({
            community_id: community,
            revision: await nextRevision(trx, community),
            conversation_id: message.conversation,
            thread_id: message.thread,
            author: message.author,
            only_for: message.onlyFor,
            at: message.at,
            edited_at: null,
            ...contentColumns(message.content),
            key: message.key,
            thread_state: message.opens === true ? 'open' : null,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      }),
    async changes({ user, after, limit }) {
      const rows = await messageRows().where('revision', '>', after).where(visibleTo(user)).orderBy('revision').limit(limit).execute();
      return rows.map(toMessage);
    },
    async newest() {
      // Read from the end of the ids: `max` would look at each message of the community.
      const newest = await db
        .selectFrom('web_messages')
        .select('id')
        .where(isOf(community))
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      const revision = await newestRevision(context);
      return { message: newest?.id ?? 0, revision, erasures: Number((await communityRepository(context).fact(ERASURES)) ?? 0) };
    },
    async newSince({ authors, after }) {
      const revision = await newestRevision(context);
      if (revision <= after) return { revision, messages: [] };
      const rows = await messageRows()
        .where('revision', '>', after)
        .where('revision', '<=', revision)
        .where('author', 'in', authors)
        .where('only_for', 'is', null)
        .where('edited_at', 'is', null)
        .orderBy('revision')
        .execute();
      return { revision, messages: rows.map(toMessage) };
    },
    updateMessage: (id, content, at) =>
      context.atomically(async ({ db: trx }) => {
        await trx
          .updateTable('web_messages')
          .set({ ...contentColumns(content), edited_at: at, revision: await nextRevision(trx, community) })
          .where('community_id', '=', community)
          .where('id', '=', id)
          .execute();
      }),
    setThread: (id, state) =>
      context.atomically(async ({ db: trx }) => {
        await trx
          .updateTable('web_messages')
          .set({ thread_state: state, revision: await nextRevision(trx, community) })
          .where('community_id', '=', community)
          .where('id', '=', id)
          .where('thread_state', '!=', state)
          .execute();
      }),
    removeMessage: (id) => context.atomically((inside) => remove(inside, id)),
    expire: (now) =>
      context.atomically(async (inside) => {
        const kept = await fleetingMessages(inside);
        for (const { id } of kept.filter(({ until }) => until <= now)) await remove(inside, id);
        const [first, ...others] = kept.map(({ until }) => until).filter((until) => until > now);
        return first && earliest(first, ...others);
      }),
    async threadCounts(messages, user) {
      const counts = new Map<number, number>();
      for (const some of chunks(messages, traits.maxParameters - 2)) {
        const rows = await db
          .selectFrom('web_messages')
          .select(['thread_id', (count) => count.fn.countAll<number | string>().as('count')])
          .where('community_id', '=', community)
          .where('thread_id', 'in', some)
          .where(({ or, eb }) => or([eb('only_for', 'is', null), eb('only_for', '=', user)]))
          .groupBy('thread_id')
          .execute();
        for (const row of rows) if (row.thread_id !== null) counts.set(row.thread_id, Number(row.count));
      }
      return counts;
    },
    async file(id) {
      const row = await findRow({ db, community }, 'web_files', ['id', 'name', 'media_type', 'size', 'bytes'], { id });
      return row && { id: row.id, name: row.name, mediaType: row.media_type, size: row.size, bytes: row.bytes };
    },
    async *filePieces(id) {
      for (let from = 1; ; from += PIECE_BYTES) {
        const row = await db
          .selectFrom('web_files')
          .select(sql<Uint8Array | null>`substr(bytes, ${from}, ${PIECE_BYTES})`.as('piece'))
          .where('community_id', '=', community)
          .where('id', '=', id)
          .executeTakeFirst();
        // SQLite has no empty piece.
        if (!row?.piece || row.piece.byteLength === 0) return;
        yield row.piece;
        if (row.piece.byteLength < PIECE_BYTES) return;
      }
    },
    async saveFile(file) {
      await db
        .insertInto('web_files')
        .values({
          community_id: community,
          id: file.id,
          name: file.name,
          media_type: file.mediaType,
          size: file.size,
          bytes: file.bytes,
        })
        .execute();
    },
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

async function newestRevision({ db, community }: Context): Promise<number> {
  const { revision } = await db
    .selectFrom('communities')
    .select('web_revision as revision')
    .where('id', '=', community)
    .executeTakeFirstOrThrow();
  return revision;
}

/** Returns the next revision. All writers update one row for it, so revisions are committed in their order. */
export async function nextRevision(trx: Context['db'], community: CommunityId): Promise<number> {
  const { web_revision: revision } = await trx
    .updateTable('communities')
    .set((set) => ({ web_revision: set('web_revision', '+', 1) }))
    .where('id', '=', community)
    .returning('web_revision')
    .executeTakeFirstOrThrow();
  return revision;
}

function contentColumns(content: WebMessage['content']) {
  return { type: content.type, body: content.type === 'text' ? content.text : content.json, files: filesColumn.write(content.files) };
}

function toMessage(row: Selectable<WebMessageTable>): WebMessage {
  const files = filesColumn.read(row.files);
  return {
    id: row.id,
    revision: row.revision,
    conversation: row.conversation_id,
    thread: row.thread_id,
    author: row.author,
    onlyFor: row.only_for,
    at: row.at,
    editedAt: row.edited_at,
    content: row.type === 'text' ? { type: 'text', text: row.body, files } : { type: 'message', json: row.body, files },
    key: row.key,
    opened: row.thread_state,
  };
}

/** Names the newest message of a group when it was put away. */
const CLOSED = 'web.closed:';

/** Counts an erased person; open pages reload their messages when the count grows. */
const ERASURES = 'web.erasures';

export async function noteErasure(context: Context): Promise<void> {
  const facts = communityRepository(context);
  await facts.saveFact(ERASURES, String(Number((await facts.fact(ERASURES)) ?? 0) + 1));
}
