import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import type { CommunityId } from '../../core/ids.js';
import { earliest } from '../../core/time.js';
import type { WebChatRepository, WebMessage } from '../../ports/web-chat.js';
import { chunks, isOf } from '../../sql/columns.js';
import { prepared } from '../../sql/prepared.js';
import { allAs, findRow, firstAs, insertRow, removeRows, updateRows } from '../../sql/rows.js';
import type { Schema, WebMessageTable } from '../schema.js';
import type { Context } from './context.js';
import { fleetingMessages, readFleetingKey } from './fleeting.js';
import { filesColumn } from './json-columns.js';
import { planExpiry } from './plan-expiry.js';
import type { WebFiles } from './web-files.js';
import { placesOf, type WebPlaces } from './web-places.js';
import type { WebReads } from './web-reads.js';
import { countErasures, newestRevision, nextRevision, noteErasure } from './web-revisions.js';

const messageOf = prepared<{ community: CommunityId; id: number }>()((db: Kysely<Schema>, argument) =>
  db.selectFrom('web_messages').selectAll().where('community_id', '=', argument('community')).where('id', '=', argument('id')),
);

/**
 * What is written in the browser chat.
 *
 * @returns Functions that reject with what the database throws.
 */
export function webMessages(context: Context): Omit<WebChatRepository, keyof WebPlaces | keyof WebFiles | keyof WebReads> {
  const { db, community, traits } = context;
  const channels = db.selectFrom('web_conversations').select('id').where('community_id', '=', community).where('kind', '=', 'channel');
  /** Messages in channels and in the user's own conversations, except those that only somebody else may read. */
  const visibleTo =
    (user: string) =>
    ({ and, or, eb }: ExpressionBuilder<Schema, 'web_messages'>) =>
      and([
        or([eb('only_for', 'is', null), eb('only_for', '=', user)]),
        or([eb('conversation_id', 'in', channels), eb('conversation_id', 'in', placesOf(context, user))]),
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
      return allAs(messageRows().where('author', '=', user).orderBy('id'), toMessage);
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
      return firstAs(messageRows().where('key', '=', key), toMessage);
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
        return await insertRow({ db: trx, community }, 'web_messages', {
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
        });
      }),
    async changes({ user, after, limit }) {
      return allAs(messageRows().where('revision', '>', after).where(visibleTo(user)).orderBy('revision').limit(limit), toMessage);
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
      return { message: newest?.id ?? 0, revision, erasures: await countErasures(context) };
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
        await updateRows(
          { db: trx, community },
          'web_messages',
          { ...contentColumns(content), edited_at: at, revision: await nextRevision(trx, community) },
          { id },
        );
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
  };
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
