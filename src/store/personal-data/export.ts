import type { MemberId } from '../../core/ids.js';
import { both, type Lookup, lookup, lookups } from '../../core/lookup.js';
import type { Instant } from '../../core/time.js';
import type { Identity } from '../../ports/chat.js';
import { oneOf, parse } from '../../sql/columns.js';
import { findInOneStatement } from '../../sql/read-in-one-statement.js';
import type { Context } from '../repositories/context.js';
import { isTo } from '../repositories/deliveries.js';
import { filesColumn } from '../repositories/json-columns.js';

const MOST_MESSAGES = 100_000;
const moment = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Exports what the engines hold about a member, as plain data under English names, and looks for `rows` in the same statement. */
export async function exportPerson<Found>(
  context: Context,
  { member, accounts }: { readonly member: MemberId; readonly accounts: readonly Identity[] },
  rows: Lookup<Found>,
): Promise<{ readonly data: Readonly<Record<string, unknown>>; readonly found: Found }> {
  const { db, community } = context;
  const users = accounts.filter(({ platform }) => platform === 'web').map(({ user }) => user);
  const data = lookups({
    messagesOnTheirWay: lookup(
      db
        .selectFrom('delivery_words')
        .select('body')
        .where('community_id', '=', community)
        .where('author_id', '=', member)
        .orderBy('delivery_id'),
      (words) => words.map(({ body }) => body),
    ),
    organiserActions: lookup(
      db
        .selectFrom('audit')
        .select(['at', 'action', 'details'])
        .where('community_id', '=', community)
        .where('actor_id', '=', member)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc'),
      (actions) => actions.map(({ at, action, details }) => ({ at: moment(at), action, details: parse(details) })),
    ),
    messagesToYou: lookup(
      db
        .selectFrom('deliveries')
        .select(['kind', 'state', 'due_at', 'sent_at'])
        .where('community_id', '=', community)
        .where(isTo(member))
        .orderBy('id', 'desc')
        .limit(MOST_MESSAGES),
      (received) => received.map(({ kind, state, due_at, sent_at }) => ({ kind, state, dueAt: moment(due_at), sentAt: moment(sent_at) })),
    ),
    messagesYouWrote: lookup(
      db
        .selectFrom('web_messages')
        .select(['author', 'at', 'body', 'files'])
        .where('community_id', '=', community)
        .where('type', '=', 'text')
        .where(oneOf('author', users))
        .orderBy('id'),
      (written) =>
        users.flatMap((user) =>
          written
            .filter(({ author }) => author === user)
            .map(({ at, body, files }) => ({ at: moment(at), text: body, files: namesOf(files) })),
        ),
    ),
  });
  const [held, found] = await findInOneStatement(context, both(data, rows));
  return { data: held, found };
}

function namesOf(files: string): readonly string[] {
  return filesColumn.read(files).map(({ name }) => name);
}
