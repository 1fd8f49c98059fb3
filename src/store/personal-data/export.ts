import type { MemberId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import type { Rows } from '../../core/transaction.js';
import type { Identity } from '../../ports/chat.js';
import { oneOf, parse } from '../../sql/columns.js';
import { readInOneStatement } from '../../sql/read-in-one-statement.js';
import type { Context } from '../repositories/context.js';
import { isTo } from '../repositories/deliveries.js';
import { filesColumn } from '../repositories/json-columns.js';

const MOST_MESSAGES = 100_000;
const moment = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Exports what the engines hold about a member, as plain data under English names. */
export async function exportPerson(
  context: Context,
  member: MemberId,
  accounts: readonly Identity[],
  queries: Readonly<Record<string, Rows<unknown>>> = {},
): Promise<{ readonly data: Record<string, unknown>; readonly rows: Readonly<Record<string, readonly unknown[]>> }> {
  const { db, community } = context;
  const users = accounts.filter(({ platform }) => platform === 'web').map(({ user }) => user);
  const { words, actions, received, written, ...rows } = await readInOneStatement(context, {
    ...queries,
    words: db
      .selectFrom('delivery_words')
      .select('body')
      .where('community_id', '=', community)
      .where('author_id', '=', member)
      .orderBy('delivery_id'),
    actions: db
      .selectFrom('audit')
      .select(['at', 'action', 'details'])
      .where('community_id', '=', community)
      .where('actor_id', '=', member)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc'),
    received: db
      .selectFrom('deliveries')
      .select(['kind', 'state', 'due_at', 'sent_at'])
      .where('community_id', '=', community)
      .where(isTo(member))
      .orderBy('id', 'desc')
      .limit(MOST_MESSAGES),
    written: db
      .selectFrom('web_messages')
      .select(['author', 'at', 'body', 'files'])
      .where('community_id', '=', community)
      .where('type', '=', 'text')
      .where(oneOf('author', users))
      .orderBy('id'),
  });
  const data = {
    messagesOnTheirWay: words.map(({ body }) => body),
    organiserActions: actions.map(({ at, action, details }) => ({ at: moment(at), action, details: parse(details) })),
    messagesToYou: received.map(({ kind, state, due_at, sent_at }) => ({ kind, state, dueAt: moment(due_at), sentAt: moment(sent_at) })),
    messagesYouWrote: users.flatMap((user) =>
      written.filter(({ author }) => author === user).map(({ at, body, files }) => ({ at: moment(at), text: body, files: namesOf(files) })),
    ),
  };
  return { data, rows };
}

function namesOf(files: string): readonly string[] {
  return filesColumn.read(files).map(({ name }) => name);
}
