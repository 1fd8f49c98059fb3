import { sql } from 'kysely';
import type { Instant } from '../../core/time.js';
import { after } from '../../core/time.js';
import { type Delivery, type DeliveryRepository, THREAD_ACTS, THREAD_GONE, type ThreadPlan } from '../../ports/agenda.js';
import type { Platform } from '../../ports/chat.js';
import { oneOf, parse } from '../../sql/columns.js';
import { removeRows } from '../../sql/rows.js';
import { agendaEnds } from './agenda-ends.js';
import type { Context } from './context.js';
import { destinationKey, destinationSchema } from './destinations.js';
import { conversationColumn, messageColumn } from './json-columns.js';
import { planDeliveries } from './plan-deliveries.js';

type ActMethods = 'closeThread' | 'reopenThread' | 'isOvertaken' | 'isActing' | 'openAgain';

/** The condition that a delivery is a message, and no act in a thread. */
export const isMessage = sql<boolean>`kind not in (${sql.join(THREAD_ACTS.map((kind) => sql.lit(kind)))})`;

/**
 * The part of the deliveries that closes and reopens threads, in order with the messages there.
 *
 * @returns Functions that reject with a `RangeError` if the key is longer than 120 characters.
 */
export function threadActs(context: Context): Pick<DeliveryRepository, ActMethods> {
  const { db, community } = context;
  const planAct =
    (kind: (typeof THREAD_ACTS)[number]): DeliveryRepository['closeThread'] =>
    ({ key, thread, dueAt }) =>
      context.atomically((inside) => planDeliveries(inside, [{ key, kind, args: {}, to: thread, dueAt }]));

  return {
    closeThread: planAct('thread-close'),
    reopenThread: planAct('thread-reopen'),
    async isOvertaken(id) {
      const later = await db
        .selectFrom('deliveries as mine')
        .innerJoin('deliveries as other', (join) =>
          join.onRef('other.community_id', '=', 'mine.community_id').onRef('other.destination_key', '=', 'mine.destination_key'),
        )
        .select('other.id')
        .where('mine.community_id', '=', community)
        .where('mine.id', '=', id)
        .where(oneOf('other.kind', THREAD_ACTS))
        .where('other.state', '=', 'sent')
        .where(sql<boolean>`(other.due_at, other.id) > (mine.due_at, mine.id)`)
        .limit(1)
        .executeTakeFirst();
      return later !== undefined;
    },
    async isActing(thread, platform, since) {
      const act = await db
        .selectFrom('deliveries')
        .select('id')
        .where('community_id', '=', community)
        .where(oneOf('destination_key', [`thread:${thread}`, `thread:${thread}:${platform}`]))
        .where(oneOf('kind', THREAD_ACTS))
        .where(({ and, or, eb }) =>
          or([eb('state', 'in', ['planned', 'sending', 'held', 'waiting']), and([eb('state', '=', 'sent'), eb('sent_at', '>=', since)])]),
        )
        .limit(1)
        .executeTakeFirst();
      return act !== undefined;
    },
    openAgain: (to, platform, now) => context.atomically((inside) => openAgain(inside, to, platform, now)),
  };
}

/** See `DeliveryRepository.openAgain`. */
async function openAgain(
  context: Context,
  to: ThreadPlan['thread'],
  platform: Platform,
  now: Instant,
): Promise<Pick<Delivery, 'key' | 'message'> | undefined> {
  const { db, community } = context;
  const { platform: _, ...everywhere } = to;
  const places = [destinationKey(everywhere), destinationKey({ ...to, platform })];
  const sent = await db
    .selectFrom('deliveries')
    .select(['id', 'key', 'kind', 'args', 'due_at', 'destination', 'conversation', 'message'])
    .where('community_id', '=', community)
    .where(oneOf('destination_key', places))
    .where('state', '=', 'sent')
    .where(isMessage)
    .where(sql<boolean>`(reason is null or reason <> ${THREAD_GONE})`)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  const stood = sent.filter(({ conversation }) => conversation !== null && conversationColumn.read(conversation).platform === platform);
  const [opener] = stood;
  if (opener === undefined) return undefined;
  await db
    .updateTable('deliveries')
    .set({ reason: THREAD_GONE, message: null })
    .where(
      context.traits.isOneOf(
        'id',
        stood.map((each) => each.id),
      ),
    )
    .execute();
  await removeRows({ db, community }, 'conversations', { key: to.thread, platform });
  const [former = opener.key, times = '1'] = opener.key.split(AGAIN);
  await planDeliveries(context, [
    {
      key: `${former}${AGAIN}${Number(times) + 1}`,
      kind: opener.kind,
      args: parse(opener.args),
      to: destinationSchema.parse(parse(opener.destination)),
      // It comes before whatever failed since; whether it is late is told by its agenda row, which is due now.
      dueAt: now,
      placedAt: after(opener.due_at, -1),
    },
  ]);
  const failed = await db
    .selectFrom('deliveries')
    .select('agenda_id')
    .where('community_id', '=', community)
    .where(oneOf('destination_key', places))
    .where('state', '=', 'failed')
    .where('reason', '=', THREAD_GONE)
    .where(isMessage)
    .execute();
  for (const { agenda_id: row } of failed) await agendaEnds(context).retry(row, now);
  return { key: opener.key, message: opener.message === null ? null : messageColumn.read(opener.message) };
}

/** Separates the key of an opening message from how often it was sent; it begins as a copy's key does, so that it is found as one. */
const AGAIN = '@again-';
