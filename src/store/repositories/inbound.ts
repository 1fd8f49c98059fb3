import { type ExpressionBuilder, type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import type { CommunityId } from '../../core/ids.js';
import { type Instant, toInstant } from '../../core/time.js';
import { parseWithBytes, stringifyWithBytes } from '../../kit/json-bytes.js';
import type { Holding, InboundInput, InboundRepository, InboundRow } from '../../ports/inbound.js';
import { accountsAsText, GIVEN_ACCOUNT, isOneOfTexts, startsWith, texts } from '../../sql/columns.js';
import { prepared } from '../../sql/prepared.js';
import { findRow, findRows } from '../../sql/rows.js';
import type { Schema } from '../schema.js';
import type { Context } from './context.js';

const insertSeen = prepared<{ community: CommunityId; at: Instant; received: string }>()(
  (_db: Kysely<Schema>, argument, traits) => sql<{ event_id: string }>`
    insert into seen_events (community_id, event_id, at)
    select cast(${argument('community')} as bigint), given_id, cast(${argument('at')} as bigint)
    from ${traits.rowsIn(argument('received'), { given_id: 'text' })} where true
    on conflict do nothing returning event_id`,
);

const updateReplies = prepared<{ replies: string }>()(
  // The community is given with each row, so that SQLite looks up each event and does not compare all of the community.
  (_db: Kysely<Schema>, argument, traits) => sql<never>`
    update inbound_events set body = null, reply = given_reply
    from ${traits.rowsIn(argument('replies'), { given_community: 'bigint', given_id: 'text', given_reply: 'text' })}
    where community_id = given_community and event_id = given_id`,
);

type Kept = Pick<Selectable<Schema['inbound_events']>, 'id' | 'platform' | 'space' | 'user_id' | 'reply'>;

const deleteKept = prepared<{ community: CommunityId; accounts: string }>()(
  (_db: Kysely<Schema>, argument, traits) => sql<Kept>`
    delete from inbound_events
    where community_id = ${argument('community')} and owner is null and (platform, space, user_id) in
      (select given_platform, given_space, given_user from ${traits.rowsIn(argument('accounts'), GIVEN_ACCOUNT)})
    returning id, platform, space, user_id, reply`,
);

/** Whether `earlier` is an event of the same account as the row of `inbound_events`, came before it and is not being handled by `owner`. */
const isEarlier = ({ owner, freeBy }: Pick<Holding, 'owner' | 'freeBy'>) => sql<boolean>`
  earlier.community_id = inbound_events.community_id and earlier.platform = inbound_events.platform
  and earlier.space = inbound_events.space and earlier.user_id = inbound_events.user_id and earlier.id < inbound_events.id
  and earlier.reply is null and earlier.owner is not null and (earlier.owner <> ${owner} or earlier.lease_until <= ${freeBy})`;

const hasEarlier = (holding: Pick<Holding, 'owner' | 'freeBy'>) =>
  sql<SqlBool>`exists (select 1 from inbound_events as earlier where ${isEarlier(holding)})`;

const inOrder = (rows: readonly Selectable<Schema['inbound_events']>[]): readonly InboundRow[] =>
  rows
    .toSorted((a, b) => a.id - b.id)
    .map((row) => ({
      id: row.id,
      eventId: row.event_id,
      from: { platform: row.platform, space: row.space, user: row.user_id },
      route: row.route === null ? null : parseWithBytes(row.route),
      body: row.body === null ? null : parseWithBytes(row.body),
      receivedAt: row.received_at,
      reply: row.reply,
    }));

/** The events of one community that were received. */
export function inboundRepository(context: Context): InboundRepository {
  const { db, community, traits } = context;
  const events = () => db.updateTable('inbound_events').where('community_id', '=', community);
  const isOneOf = (eventIds: readonly string[]) => isOneOfTexts(traits, 'event_id', eventIds);

  return {
    async receive(inputs, { at, owner, leaseUntil, freeBy }) {
      const given = traits.rowsOf(
        inputs.map(({ eventId, from, route, body }: InboundInput) => ({
          given_id: eventId,
          platform: from.platform,
          space: from.space,
          user_id: from.user,
          received_at: at,
          route: stringifyWithBytes(route),
          body: stringifyWithBytes(body),
          owner,
          lease_until: leaseUntil,
        })),
        { ...texts('given_id', 'platform', 'space', 'user_id', 'route', 'body', 'owner'), received_at: 'bigint', lease_until: 'bigint' },
      );
      const added = await db
        .insertInto('inbound_events')
        .columns(['community_id', 'event_id', 'platform', 'space', 'user_id', 'received_at', 'route', 'body', 'owner', 'lease_until'])
        // One text, however many events there are, is compiled once.
        .expression(
          sql`select ${sql.lit(community)}, given_id, platform, space, user_id, received_at, route, body, owner, lease_until from ${given}
            where not exists (select 1 from seen_events where community_id = ${sql.lit(community)} and event_id = given_id)`,
        )
        .onConflict((conflict) => conflict.columns(['community_id', 'event_id']).doNothing())
        .returning(['id', 'event_id', hasEarlier({ owner, freeBy }).as('overtakes')])
        .execute();
      // SQLite says 1, PostgreSQL says true.
      return new Map(added.map((row) => [row.event_id, { id: row.id, overtakes: Boolean(row.overtakes) }]));
    },

    async overtakes(eventId, holding) {
      const found = await db
        .selectFrom('inbound_events')
        .select('id')
        .where('community_id', '=', community)
        .where('event_id', '=', eventId)
        .where(hasEarlier(holding))
        .executeTakeFirst();
      return found !== undefined;
    },

    async claimEarlier(eventId, { leaseUntil, isAlone = false, ...holding }) {
      const { owner, freeBy } = holding;
      const rows = await events()
        .set({ owner, lease_until: leaseUntil, renewed_at: null })
        // The second condition: its process has not renewed it since it has it.
        .where(
          sql<boolean>`reply is null and id in
            (select earlier.id from inbound_events, inbound_events as earlier
            where inbound_events.community_id = ${community} and inbound_events.event_id = ${eventId} and ${isEarlier(holding)}
            and (earlier.lease_until <= ${freeBy} or earlier.renewed_at is null or ${sql.lit(isAlone ? 1 : 0)} = 1))`,
        )
        .returningAll()
        .execute();
      return inOrder(rows);
    },

    async markHandled(eventIds, at) {
      const received = JSON.stringify(eventIds.map((id) => ({ given_id: id })));
      return new Set((await insertSeen(context, { community, at, received })).map((row) => row.event_id));
    },

    async unmarkHandled(eventIds) {
      await db.deleteFrom('seen_events').where('community_id', '=', community).where(isOneOf(eventIds)).execute();
    },

    async isHandled(eventId) {
      const row = await findRow({ db, community }, 'seen_events', ['event_id'], { event_id: eventId });
      return row !== undefined;
    },

    async handledWith(prefix) {
      const rows = await db
        .selectFrom('seen_events')
        .select('event_id')
        .where('community_id', '=', community)
        .where(startsWith('event_id', prefix))
        .orderBy('event_id')
        .execute();
      return rows.map((row) => row.event_id);
    },

    async keepReplies(replies) {
      const given = replies.map(({ eventId, reply }) => ({ given_community: community, given_id: eventId, given_reply: reply }));
      await updateReplies(context, { replies: JSON.stringify(given) });
    },

    async keptReply(eventId, owner) {
      const row = await findRow({ db, community }, 'inbound_events', ['reply'], {
        event_id: eventId,
        ...(owner !== undefined && { owner }),
      });
      return row?.reply ?? undefined;
    },

    async markAnswered(eventIds) {
      await db.deleteFrom('inbound_events').where('community_id', '=', community).where(isOneOf(eventIds)).execute();
    },

    async keepForLater(eventId) {
      await events()
        .set({ route: null, owner: null, lease_until: null })
        .where('event_id', '=', eventId)
        .where('reply', 'is not', null)
        .execute();
    },

    async waiting({ platform, space, user }) {
      const own = { platform, space, user_id: user, owner: null };
      const rows = await findRows({ db, community }, 'inbound_events', ['event_id', 'reply'], own, 'id');
      return rows.flatMap(({ event_id: eventId, reply }) => (reply === null ? [] : [{ eventId, reply }]));
    },

    async takeKept(accounts) {
      const rows = (await deleteKept(context, { community, accounts: accountsAsText(accounts) })).toSorted((a, b) => a.id - b.id);
      return accounts.map(({ platform, space, user }) =>
        rows.flatMap((row) => (row.platform === platform && row.space === space && row.user_id === user ? (row.reply ?? []) : [])),
      );
    },

    async claim({ platforms, now, fromOthers, owner, leaseUntil, limit }) {
      if (platforms.length === 0) return [];
      const isFree = (eb: ExpressionBuilder<Schema, 'inbound_events'>) =>
        fromOthers ? eb.or([eb('lease_until', '<=', now), eb('owner', '!=', owner)]) : eb('lease_until', '<=', now);
      const rows = await db
        .updateTable('inbound_events')
        .set({ owner, lease_until: leaseUntil, renewed_at: null })
        .where('community_id', '=', community)
        .where('id', 'in', (inner) =>
          inner
            .selectFrom('inbound_events')
            .select('id')
            .where('community_id', '=', community)
            .where('platform', 'in', platforms)
            .where('owner', 'is not', null)
            .where(isFree)
            .orderBy('id')
            .limit(limit),
        )
        .where(isFree)
        .returningAll()
        .execute();
      return inOrder(rows);
    },

    async renew(eventIds, { at, leaseUntil }) {
      if (eventIds.length > 0) await events().set({ lease_until: leaseUntil, renewed_at: at }).where(isOneOf(eventIds)).execute();
    },

    async postpone(eventId, until) {
      const postponed = await events()
        .set({ lease_until: until, renewed_at: null })
        .where('event_id', '=', eventId)
        .where('owner', 'is not', null)
        .where('reply', 'is', null)
        .returning('id')
        .executeTakeFirst();
      return postponed !== undefined;
    },

    async release(owner) {
      await events()
        .set({ lease_until: toInstant(0), renewed_at: null })
        .where('owner', '=', owner)
        .execute();
    },

    async expire(at) {
      await db
        .deleteFrom('inbound_events')
        .where('community_id', '=', community)
        .where('received_at', '<', at)
        .where('reply', 'is', null)
        .execute();
      await events()
        .set({ route: null, body: null, owner: null, lease_until: null })
        .where('received_at', '<', at)
        .where('route', 'is not', null)
        .execute();
    },

    async forgetHandled(at) {
      await db.deleteFrom('seen_events').where('community_id', '=', community).where('at', '<', at).execute();
    },
  };
}
