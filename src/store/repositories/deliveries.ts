import { type Kysely, type Selectable, sql } from 'kysely';
import type { CommunityId, DeliveryId, MemberId } from '../../core/ids.js';
import { both, lookup, mapLookup, whether } from '../../core/lookup.js';
import type { Instant } from '../../core/time.js';
import type { Delivery, DeliveryFilter, DeliveryRepository } from '../../ports/agenda.js';
import type { MessageRef } from '../../ports/chat.js';
import { chunks, containing, flag, oneOf, parse, startsWith } from '../../sql/columns.js';
import { prepared, preparedRows } from '../../sql/prepared.js';
import { firstAs, removeRows } from '../../sql/rows.js';
import type { DeliveryTable, Schema } from '../schema.js';
import { agendaRepository } from './agenda.js';
import type { Context } from './context.js';
import { besideOthers, wakeAfter } from './delivery-order.js';
import { deliveryPlatforms } from './delivery-platforms.js';
import { destinationKey, destinationSchema } from './destinations.js';
import { conversationColumn, messageColumn } from './json-columns.js';
import { planDeliveries } from './plan-deliveries.js';
import { planRows } from './plan-rows.js';
import { threadActs } from './thread-acts.js';
import { isOpeningThread, threadOpener } from './thread-opener.js';
import { sendUnlocked } from './unlocked-threads.js';

const byId = prepared<{ community: CommunityId; id: DeliveryId }>()((db: Kysely<Schema>, argument) =>
  db.selectFrom('deliveries').selectAll().where('community_id', '=', argument('community')).where('id', '=', argument('id')),
);

const waitingIn = (db: Kysely<Schema>, community: CommunityId) =>
  db
    .selectFrom('deliveries')
    .select('id')
    .where('community_id', '=', community)
    .where(oneOf('state', ['waiting']));

const waitingFor = preparedRows<{ community: CommunityId; own: string }>()((db: Kysely<Schema>, argument) =>
  waitingIn(db, argument('community')).where('destination_key', '=', argument('own')),
);

/**
 * The room's key ends with its only member: the range finds all rooms in an index. The pattern is an expression, because SQLite compiles
 * a statement anew whenever a parameter is bound that is a pattern by itself (sqlite.org/optoverview.html, "The LIKE Optimization").
 */
const waitingInRooms = preparedRows<{ community: CommunityId; ending: string }>()((db: Kysely<Schema>, argument) =>
  waitingIn(db, argument('community')).where(
    sql<boolean>`destination_key > 'room:' and destination_key < 'room;' and destination_key like '%' || ${argument('ending')}`,
  ),
);

/** Each key is several conditions of one statement. */
const KEYS_AT_ONCE = 100;

/** The messages of one community that are to be sent or were sent. */
export function deliveryRepository(context: Context): DeliveryRepository {
  const { db, community } = context;
  const select = () => db.selectFrom('deliveries').selectAll().where('community_id', '=', community);

  const words = () => db.selectFrom('delivery_words').select('body').where('community_id', '=', community);

  /** For each key the delivery that has it, and those of its copies, the oldest first. */
  const allWithCopies = async (keys: readonly string[]) => {
    const rows = await select()
      .where(({ eb, or }) => or(keys.flatMap((key) => [eb('key', '=', key), startsWith('key', `${key}@`)])))
      .orderBy('id')
      .execute();
    return keys.map((key) => ({
      row: rows.find((each) => each.key === key),
      copies: rows.filter((each) => each.key.startsWith(`${key}@`)),
    }));
  };
  const withCopies = async (key: string) => {
    const [found = { row: undefined, copies: [] }] = await allWithCopies([key]);
    return found;
  };

  return {
    platforms: deliveryPlatforms(context),
    plan: (plans) => context.atomically((inside) => planDeliveries(inside, [plans].flat())),
    async refresh(keys, now) {
      for (const some of chunks([keys].flat(), KEYS_AT_ONCE)) {
        for (const { row, copies } of await allWithCopies(some)) {
          if (row === undefined) continue;
          // A delivery that others stand for has no message of its own.
          const shown = copies.length > 0 && row.message === null ? copies : [row, ...copies];
          for (const each of shown) await planRow(context, each.key, 'refresh', { delivery: each.id }, now);
        }
      }
    },
    async remove(key, now) {
      const { row, copies } = await withCopies(key);
      if (row === undefined) return;
      const unsent = [row, ...copies].flatMap((each) => (each.state === 'sent' || each.state === 'dropped' ? [] : [`deliver:${each.key}`]));
      await context.atomically(async (inside) => {
        if (unsent.length > 0) await agendaRepository(inside).cancel(unsent);
        await planRow(inside, key, 'remove', { delivery: row.id }, now);
      });
    },
    removeMessage: ({ conversation, id }, now) =>
      planRow(
        context,
        `${conversation.platform}:${conversation.space}:${conversation.id}:${id}`,
        'remove',
        { message: { conversation, id } },
        now,
      ),
    sendUnlocked: (thread, platform, now) =>
      context.atomically((inside) =>
        sendUnlocked(inside, { thread, platform, now }, ({ id, key }) => planRow(inside, key, 'refresh', { delivery: id }, now)),
      ),
    copies: async (key) => (await withCopies(key)).copies.map(toDelivery),
    async keyOfMessage(thread, { conversation, id }) {
      const { platform } = conversation;
      const rows = await select()
        .where(({ eb }) => eb('destination_key', 'in', [`thread:${thread}`, `thread:${thread}:${platform}`]))
        .where(sql<boolean>`message like ${containing(id)} escape '\\'`)
        .execute();
      // The id of a message in several parts names them all, each platform with a mark of its own between them.
      const isMessage = (message: MessageRef) =>
        message.id.split(/[,+]/).includes(id) &&
        message.conversation.platform === platform &&
        message.conversation.space === conversation.space;
      return rows.find((row) => row.message !== null && isMessage(messageColumn.read(row.message)))?.key;
    },
    async find(key) {
      return firstAs(select().where('key', '=', key), toDelivery);
    },
    async words(id) {
      return (await words().where('delivery_id', '=', id).executeTakeFirst())?.body;
    },
    async written(id) {
      const row = await words().select('author_id').where('delivery_id', '=', id).executeTakeFirst();
      return row && { author: row.author_id, text: row.body };
    },
    async wordsBy(author) {
      return (await words().where('author_id', '=', author).orderBy('delivery_id').execute()).map((row) => row.body);
    },
    async findById(id) {
      const [row] = await byId({ db, traits: context.traits }, { community, id });
      return row && toDelivery(row);
    },
    async findMany(ids) {
      const rows = ids.length === 0 ? [] : await select().where(context.traits.isOneOf('id', ids)).execute();
      return rows.map(toDelivery);
    },
    async update(id, change) {
      if (change.state === 'sent' || change.state === 'dropped') await removeWords(context, [id]);
      const columns = {
        ...(change.state !== undefined && { state: change.state }),
        ...(change.message !== undefined && { message: change.message && messageColumn.write(change.message) }),
        ...(change.reason !== undefined && { reason: change.reason }),
        ...(change.sentAt !== undefined && { sent_at: change.sentAt }),
        ...(change.conversation !== undefined && { conversation: change.conversation && conversationColumn.write(change.conversation) }),
        ...(change.outcomeUnknown !== undefined && { in_doubt: flag(change.outcomeUnknown) }),
      };
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('deliveries').set(columns).where('community_id', '=', community).where('id', '=', id).execute();
    },
    async earlier(id, { passHeld }) {
      const row = await besideOthers(db)
        .where(sql<boolean>`(other.due_at, other.id) < (mine.due_at, mine.id)`)
        .select(['other.id', 'agenda.due_at as dueAt', 'agenda.state'])
        .where('mine.community_id', '=', community)
        .where('mine.id', '=', id)
        .where('agenda.state', 'in', ['planned', 'running'])
        .$if(passHeld, (query) => query.where('other.state', '!=', 'held'))
        .orderBy('other.due_at', 'desc')
        .orderBy('other.id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && { id: row.id, dueAt: row.dueAt, running: row.state === 'running' };
    },
    opener: (id) => threadOpener(context, id),
    isOpeningThread: (platform) => isOpeningThread(context, platform),
    resolveUnknownOutcome: (row, { arrived, at }) =>
      context.atomically(async (inside) => {
        const { db: trx, planned } = inside;
        const settled = await trx
          .updateTable('deliveries')
          .set({ state: arrived ? 'sent' : 'planned', in_doubt: 0, reason: null, sent_at: arrived ? at : null })
          .where('community_id', '=', community)
          .where('agenda_id', '=', row)
          .where('state', '=', 'held')
          .where('agenda_id', 'in', (inner) =>
            inner.selectFrom('agenda').select('agenda.id').where('agenda.id', '=', row).where('agenda.state', '=', 'failed'),
          )
          .returning('id')
          .executeTakeFirst();
        if (settled === undefined) return false;
        if (arrived) await removeWords({ db: trx, community }, [settled.id]);
        const over = { state: 'done', reason: null, finished_at: at } as const;
        const again = {
          state: 'planned',
          due_at: at,
          attempts: 0,
          interruptions: 0,
          quarantine_tries: 0,
          reason: null,
          finished_at: null,
        } as const;
        const { id, key, kind, due_at, interruptions } = await trx
          .updateTable('agenda')
          .set(arrived ? over : again)
          .where('id', '=', row)
          .returning(['id', 'key', 'kind', 'due_at', 'interruptions'])
          .executeTakeFirstOrThrow();
        if (arrived) await wakeAfter(inside, [row], at);
        else planned({ id, key, kind, dueAt: due_at, interruptions });
        return true;
      }),
    list: async (filter) => (await matching(context, filter).execute()).map(toDelivery),
    listed: (filter) => lookup(matching(context, filter), (rows) => rows.map(toDelivery)),
    hasWaiting(member) {
      const { own } = keysTo(member);
      // As one query with "or", SQLite reads all that waits; as a union it makes a table first.
      const found = both(
        whether(waitingFor(context, { community, own })),
        whether(waitingInRooms(context, { community, ending: `:${member}` })),
      );
      return mapLookup(found, ([alone, inRooms]) => alone || inRooms);
    },
    // Last, because functions that are added to a spread give each object shapes of its own (see `createContexts`).
    ...threadActs(context),
  };
}

const COLUMNS = [
  'id',
  'key',
  'kind',
  'args',
  'destination',
  'due_at',
  'state',
  'in_doubt',
  'conversation',
  'message',
  'reason',
  'sent_at',
] as const;

function matching({ db, community }: Pick<Context, 'db' | 'community'>, { states, kinds, kindPrefix, member, limit }: DeliveryFilter) {
  let query = db.selectFrom('deliveries').select(COLUMNS).where('community_id', '=', community);
  if (states !== undefined) query = query.where(oneOf('state', states));
  if (kinds !== undefined) query = query.where('kind', 'in', kinds);
  if (kindPrefix !== undefined) query = query.where(startsWith('kind', kindPrefix));
  if (member !== undefined) query = query.where(isTo(member));
  return query.orderBy('id', 'desc').limit(limit);
}

/** Plans a row of the engines for `now`. */
async function planRow(context: Context, name: string, kind: 'refresh' | 'remove', payload: unknown, now: Instant): Promise<void> {
  // A row of the same moment that runs already may have read the old data.
  for (let turn = 0; ; turn += 1) {
    const key = `${kind}:${name}:${now}${turn === 0 ? '' : `.${turn}`}`;
    const [planned] = await planRows(context, [{ key, kind, payload, dueAt: now }], 'moves');
    if (planned === undefined) continue;
    context.planned(planned);
    return;
  }
}

/** A condition that a delivery goes to the member alone. */
export function isTo(member: MemberId) {
  const { own, rooms } = keysTo(member);
  return sql<boolean>`(destination_key = ${own} or destination_key like ${rooms})`;
}

const keysTo = (member: MemberId) => ({ own: destinationKey({ to: 'member', member }), rooms: `room:%:${member}` });

/** Deletes the carried text once it was delivered. */
export async function removeWords({ db, community }: Pick<Context, 'db' | 'community'>, deliveries: readonly DeliveryId[]): Promise<void> {
  await removeRows({ db, community }, 'delivery_words', { delivery_id: deliveries });
}

function toDelivery(row: Pick<Selectable<DeliveryTable>, (typeof COLUMNS)[number]>): Delivery {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    args: parse(row.args),
    to: destinationSchema.parse(parse(row.destination)),
    dueAt: row.due_at,
    state: row.state,
    outcomeUnknown: row.in_doubt === 1,
    conversation: row.conversation === null ? null : conversationColumn.read(row.conversation),
    message: row.message === null ? null : messageColumn.read(row.message),
    reason: row.reason,
    sentAt: row.sent_at,
  };
}
