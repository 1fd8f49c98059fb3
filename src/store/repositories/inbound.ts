import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { CommunityId } from '../../core/ids.js';
import { type Instant, toInstant } from '../../core/time.js';
import { parseWithBytes, stringifyWithBytes } from '../../kit/json-bytes.js';
import type { Identity } from '../../ports/chat.js';
import type { InboundInput, InboundRepository, InboundRow } from '../../ports/inbound.js';
import { isAccount } from '../../sql/columns.js';
import { prepared } from '../../sql/prepared.js';
import type { Schema } from '../schema.js';
import type { Context } from './context.js';

const insertSeen = prepared<{ community: CommunityId; eventId: string; at: Instant }>()((db: Kysely<Schema>, argument) =>
  db
    .insertInto('seen_events')
    .values({ community_id: argument('community'), event_id: argument('eventId'), at: argument('at') })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id'),
);

const updateReply = prepared<{ community: CommunityId; eventId: string; reply: string }>()((db: Kysely<Schema>, argument) =>
  db
    .updateTable('inbound_events')
    .set({ body: null, reply: argument('reply') })
    .where('community_id', '=', argument('community'))
    .where('event_id', '=', argument('eventId')),
);

const deleteKept = prepared<Identity & { community: CommunityId }>()((db: Kysely<Schema>, argument) =>
  db
    .deleteFrom('inbound_events')
    .where('community_id', '=', argument('community'))
    .where(isAccount({ platform: argument('platform'), space: argument('space'), user: argument('user') }))
    .where('owner', 'is', null)
    .returning(['id', 'reply']),
);

export function inboundRepository(context: Context): InboundRepository {
  const { db, community, traits } = context;
  const events = () => db.updateTable('inbound_events').where('community_id', '=', community);
  /** A condition with the same text for any number of events. */
  const isOneOf = (eventIds: readonly string[]) => {
    const given = traits.rowsOf(
      eventIds.map((id) => ({ given_id: id })),
      { given_id: 'text' },
    );
    return sql<boolean>`event_id in (select given_id from ${given})`;
  };

  return {
    async receive(inputs, { at, owner, leaseUntil }) {
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
        {
          given_id: 'text',
          platform: 'text',
          space: 'text',
          user_id: 'text',
          received_at: 'bigint',
          route: 'text',
          body: 'text',
          owner: 'text',
          lease_until: 'bigint',
        },
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
        .returning('event_id')
        .execute();
      return new Set(added.map((row) => row.event_id));
    },

    async markHandled(eventId, at) {
      return (await insertSeen(context, { community, eventId, at })).length > 0;
    },

    async isHandled(eventId) {
      const row = await db
        .selectFrom('seen_events')
        .select('event_id')
        .where('community_id', '=', community)
        .where('event_id', '=', eventId)
        .executeTakeFirst();
      return row !== undefined;
    },

    async keepReply(eventId, reply) {
      await updateReply(context, { community, eventId, reply });
    },

    async keptReply(eventId) {
      const row = await db
        .selectFrom('inbound_events')
        .select('reply')
        .where('community_id', '=', community)
        .where('event_id', '=', eventId)
        .executeTakeFirst();
      return row?.reply ?? undefined;
    },

    async markAnswered(eventIds) {
      await db.deleteFrom('inbound_events').where('community_id', '=', community).where(isOneOf(eventIds)).execute();
    },

    async closeRoute(eventId) {
      await events().set({ route: null }).where('event_id', '=', eventId).execute();
    },

    async keepForLater(eventId) {
      await events()
        .set({ route: null, owner: null, lease_until: null })
        .where('event_id', '=', eventId)
        .where('reply', 'is not', null)
        .execute();
    },

    async takeKept(account) {
      const rows = await deleteKept(context, { community, ...account });
      return rows.toSorted((a, b) => a.id - b.id).flatMap(({ reply }) => reply ?? []);
    },

    async claim({ platforms, now, fromOthers, owner, leaseUntil, limit }) {
      if (platforms.length === 0) return [];
      const isFree = (eb: ExpressionBuilder<Schema, 'inbound_events'>) =>
        fromOthers ? eb.or([eb('lease_until', '<=', now), eb('owner', '!=', owner)]) : eb('lease_until', '<=', now);
      const rows = await db
        .updateTable('inbound_events')
        .set({ owner, lease_until: leaseUntil })
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
      return rows
        .toSorted((a, b) => a.id - b.id)
        .map(
          (row): InboundRow => ({
            eventId: row.event_id,
            from: { platform: row.platform, space: row.space, user: row.user_id },
            route: row.route === null ? null : parseWithBytes(row.route),
            body: row.body === null ? null : parseWithBytes(row.body),
            receivedAt: row.received_at,
            reply: row.reply,
          }),
        );
    },

    async renew(eventIds, leaseUntil) {
      if (eventIds.length > 0) await events().set({ lease_until: leaseUntil }).where(isOneOf(eventIds)).execute();
    },

    async postpone(eventId, until) {
      const postponed = await events()
        .set({ lease_until: until })
        .where('event_id', '=', eventId)
        .where('owner', 'is not', null)
        .where('reply', 'is', null)
        .returning('id')
        .executeTakeFirst();
      return postponed !== undefined;
    },

    async release(owner) {
      await events()
        .set({ lease_until: toInstant(0) })
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
