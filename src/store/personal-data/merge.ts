import type { MemberId } from '../../core/ids.js';
import { json, parse, redirect } from '../../sql/columns.js';
import { updateRows } from '../../sql/rows.js';
import type { Context } from '../repositories/context.js';
import { conversationRepository } from '../repositories/conversations.js';
import { removeWords } from '../repositories/deliveries.js';
import { destinationKey, destinationSchema } from '../repositories/destinations.js';
import { rewrite, rowsNaming } from './json-naming.js';
import { isRecord } from './without-member.js';

/**
 * Replaces `from` by `into` in everything that the engines hold, without duplicates. Must run in a transaction.
 * @throws {RangeError} If both are the same member.
 */
export async function mergePerson(context: Context, from: MemberId, into: MemberId): Promise<void> {
  if (from === into) throw new RangeError(`member ${from} can't be merged with themselves`);
  await redirect(context, 'web_sessions', 'member_id', { from, into });
  await redirect(context, 'audit', 'actor_id', { from, into });
  await redirect(context, 'blob_uses', 'member_id', { from, into });
  await redirect(context, 'delivery_words', 'author_id', { from, into });
  for (const table of ['audit', 'agenda'] as const) {
    for (const { id, value } of await rowsNaming(context, table, from)) await rewrite(context, table, id, withMember(value, from, into));
  }
  await mergeDeliveries(context, from, into);
  await mergeRooms(context, from, into);
}

const OPEN = ['planned', 'sending', 'held', 'waiting'] as const;

/** Drops a waiting delivery that equals another one after the merge, so that the person gets it once. */
async function mergeDeliveries(context: Context, from: MemberId, into: MemberId): Promise<void> {
  const { db, community } = context;
  const pattern = `%"member%${from}%`;
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'agenda_id', 'kind', 'args', 'destination', 'state'])
    .where('community_id', '=', community)
    .where(({ or, eb }) => or([eb('args', 'like', pattern), eb('destination', 'like', pattern)]))
    .execute();
  for (const row of rows) {
    const args = json(withMember(parse(row.args), from, into));
    const destination = destinationSchema.parse(withMember(parse(row.destination), from, into));
    if (args === row.args && json(destination) === json(parse(row.destination))) continue;
    const key = destinationKey(destination);
    const twin = await db
      .selectFrom('deliveries')
      .select('id')
      .where('community_id', '=', community)
      .where('id', '!=', row.id)
      .where('kind', '=', row.kind)
      .where('args', '=', args)
      .where('destination_key', '=', key)
      .where('state', 'in', [...OPEN, 'sent'])
      .executeTakeFirst();
    const carries = await db.selectFrom('delivery_words').select('delivery_id').where('delivery_id', '=', row.id).executeTakeFirst();
    const doubled = twin !== undefined && carries === undefined && OPEN.some((state) => state === row.state);
    await db
      .updateTable('deliveries')
      .set({ args, destination: json(destination), destination_key: key, ...(doubled && { state: 'dropped', reason: 'merged' }) })
      .where('id', '=', row.id)
      .execute();
    if (!doubled) continue;
    await removeWords(context, [row.id]);
    await db
      .updateTable('agenda')
      .set({ state: 'cancelled', reason: 'merged' })
      .where('id', '=', row.agenda_id)
      .where('state', '=', 'planned')
      .execute();
  }
}

/** Renames rooms, whose keys end with a member id. If both members have a room on one platform, the room of `into` stays. */
async function mergeRooms(context: Context, from: MemberId, into: MemberId): Promise<void> {
  const { db, community } = context;
  const rooms = await db
    .selectFrom('conversations')
    .select(['key', 'platform'])
    .where('community_id', '=', community)
    .where('key', 'like', `room:%:${from}`)
    .execute();
  for (const { key, platform } of rooms) {
    const renamed = `${key.slice(0, key.lastIndexOf(':'))}:${into}`;
    if ((await conversationRepository(context).find(renamed, platform)) !== undefined) continue;
    await updateRows({ db, community }, 'conversations', { key: renamed }, { key, platform });
  }
}

/** Replaces a member id under the names `member` and `members`; lists contain each id once. */
export function withMember(value: unknown, from: MemberId, into: MemberId): unknown {
  if (Array.isArray(value)) return value.map((item) => withMember(item, from, into));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === 'member' && inner === from) return [name, into];
      if (name === 'members' && Array.isArray(inner)) return [name, [...new Set(inner.map((id: unknown) => (id === from ? into : id)))]];
      return [name, withMember(inner, from, into)];
    }),
  );
}
