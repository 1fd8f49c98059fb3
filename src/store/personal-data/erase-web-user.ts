import { findRows, removeRows, updateRows } from '../../sql/rows.js';
import type { Context } from '../repositories/context.js';
import { webChatRepository } from '../repositories/web-chat.js';
import { nextRevision } from '../repositories/web-revisions.js';

/** The author of an erased message that others have answered. */
export const FORGOTTEN_USER = 'forgotten';

/**
 * Erases a person's browser chat: their account, sessions, direct conversation, messages, and messages that only they could
 * read. A message that others have answered is emptied instead of deleted, so that the answers keep their thread.
 */
export async function eraseWebUser(context: Context, user: string): Promise<void> {
  const { db, community } = context;
  const rows = await findRows({ db, community }, 'web_conversation_users', ['conversation_id'], { user_id: user });
  const ids = rows.map(({ conversation_id }) => conversation_id);
  const places = ids.length === 0 ? [] : await findRows({ db, community }, 'web_conversations', ['id', 'kind'], { id: ids });
  const of = (kind: string) => places.filter((place) => place.kind === kind).map((place) => place.id);

  await removeMessages(context, await messagesOf(context, user, of('direct')));
  // The title of a group consists of its members' names.
  for (const id of of('group')) {
    await updateRows({ db, community }, 'web_conversations', { title: '' }, { id });
  }
  for (const id of of('direct')) {
    await removeRows({ db, community }, 'web_conversations', { id });
  }
  for (const table of ['web_conversation_users', 'web_reads', 'web_sessions', 'web_users'] as const) {
    await removeRows({ db, community }, table, { user_id: user });
  }
}

/** Messages that they wrote, that only they may read, or in their direct conversation; answers before their root messages. */
async function messagesOf({ db, community }: Context, user: string, direct: readonly string[]): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('web_messages')
    .select('id')
    .where('community_id', '=', community)
    .where(({ or, eb }) =>
      or([eb('author', '=', user), eb('only_for', '=', user), ...(direct.length > 0 ? [eb('conversation_id', 'in', direct)] : [])]),
    )
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => row.id);
}

/** Deletes messages with their files; a message that still has answers is emptied instead. */
export async function removeMessages(context: Context, ids: readonly number[]): Promise<void> {
  const { db, community } = context;
  const chat = webChatRepository(context);
  for (const id of ids) {
    const message = await chat.message(id);
    if (message === undefined) continue;
    for (const file of message.content.files) {
      await removeRows({ db, community }, 'web_files', { id: file.id });
    }
    const answer = await db.selectFrom('web_messages').select('id').where('thread_id', '=', id).executeTakeFirst();
    if (answer === undefined) {
      await removeRows({ db, community }, 'web_messages', { id });
    } else {
      const author = message.author === null ? null : FORGOTTEN_USER;
      await updateRows(
        { db, community },
        'web_messages',
        { author, only_for: null, type: 'text', body: '', files: '[]', revision: await nextRevision(db, community) },
        { id },
      );
    }
  }
}
