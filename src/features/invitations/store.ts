import { type Generated, type Selectable, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { CLOCKS_APART } from '../../core/lifetimes.js';
import { after, type Instant } from '../../core/time.js';
import { oncePerTx } from '../../core/transaction.js';
import { isOf } from '../../sql/columns.js';
import { firstOf, removeExpired } from '../../sql/expired.js';
import { findRows, firstAs, insertRow, removeRows, takeRows } from '../../sql/rows.js';
import { defineTables } from '../../sql/tables.js';
import { LIFETIMES } from './lifetimes.js';
import type { EntryRequestId, RequestKind, WaitingRequest } from './types.js';

type InvitationTables = {
  invitations: {
    community_id: CommunityId;
    id: Generated<number>;
    hash: string;
    member_id: MemberId;
    made_at: Instant;
    expires_at: Instant;
  };
  entry_requests: {
    community_id: CommunityId;
    id: Generated<EntryRequestId>;
    kind: RequestKind;
    hash: string | null;
    name: string;
    organisation: string | null;
    language: Language;
    asked_at: Instant;
  };
};

export const invitationTables = defineTables<InvitationTables>({
  invitations: { key: ['id'], refersTo: ['members'] },
  entry_requests: { key: ['id'], refersTo: ['communities'] },
});

export interface NewInvitation {
  readonly hash: string;
  readonly member: MemberId;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
}

/** Invitations and requests of one community. Of each secret only the hash is kept. */
export const invitationsStore = oncePerTx((tx) => {
  const { community, traits } = tx;
  const db = tx.db.withTables<InvitationTables>();
  /** Those that can be used; one that lasts longer than any new one was made before the clock was set back. */
  const valid = (now: Instant) =>
    db
      .selectFrom('invitations')
      .where('community_id', '=', community)
      .where('expires_at', '>', now)
      .where('expires_at', '<=', after(now, LIFETIMES.invitation + CLOCKS_APART));
  const requests = () => db.selectFrom('entry_requests').selectAll().where('community_id', '=', community);

  return {
    /** In one statement, however many there are. */
    async add(invitations: readonly NewInvitation[]): Promise<void> {
      if (invitations.length === 0) return;
      const given = traits.rowsOf(
        invitations.map(({ hash, member, madeAt, expiresAt }) => ({
          given_hash: hash,
          given_member: member,
          given_made: madeAt,
          given_end: expiresAt,
        })),
        { given_hash: 'text', given_member: 'bigint', given_made: 'bigint', given_end: 'bigint' },
      );
      await sql`
        insert into invitations (community_id, hash, member_id, made_at, expires_at)
        select ${sql.lit(community)}, given_hash, given_member, given_made, given_end from ${given}`.execute(db);
    },
    async find(hash: string, now: Instant): Promise<MemberId | undefined> {
      return (await valid(now).select('member_id').where('hash', '=', hash).executeTakeFirst())?.member_id;
    },
    /** Uses an invitation up, which one call alone can, and with it all others of its member. */
    async use(hash: string, now: Instant): Promise<MemberId | undefined> {
      const member = await valid(now).select('member_id').where('hash', '=', hash).executeTakeFirst();
      if (!member) return undefined;
      const [used] = await takeRows({ db, community }, 'invitations', ['member_id'], { hash });
      if (used) await removeRows({ db, community }, 'invitations', { member_id: used.member_id });
      return used?.member_id;
    },
    /** The links to a profile, or those of them that were made before a moment. */
    async removeOf(member: MemberId, before?: Instant): Promise<void> {
      const all = db.deleteFrom('invitations').where(isOf(community)).where('member_id', '=', member);
      await (before === undefined ? all : all.where('made_at', '<', before)).execute();
    },
    async of(member: MemberId) {
      return findRows({ db, community }, 'invitations', ['made_at', 'expires_at'], { member_id: member }, 'id');
    },
    async merge(from: MemberId, into: MemberId): Promise<void> {
      await db.updateTable('invitations').set({ member_id: into }).where(isOf(community)).where('member_id', '=', from).execute();
    },

    ask: ({ askedAt, ...request }: Omit<WaitingRequest, 'id'>): Promise<EntryRequestId> =>
      insertRow({ db, community }, 'entry_requests', { ...request, asked_at: askedAt }),
    /** How many wait, and how many of them came after `since`. */
    async countRequests(kind: RequestKind | undefined, since: Instant): Promise<{ readonly all: number; readonly recent: number }> {
      const rows = await db
        .selectFrom('entry_requests')
        .select(({ fn }) => [
          fn.countAll<number | string>().as('total'),
          sql<number | string>`coalesce(sum(case when asked_at > ${since} then 1 else 0 end), 0)`.as('recent'),
        ])
        .where('community_id', '=', community)
        .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'join'))
        .executeTakeFirstOrThrow();
      return { all: Number(rows.total), recent: Number(rows.recent) };
    },
    async request(id: EntryRequestId): Promise<WaitingRequest | undefined> {
      return firstAs(requests().where('id', '=', id), toRequest);
    },
    /** The first one after that number, in the order in which they were asked. */
    async nextRequest(afterId: number): Promise<WaitingRequest | undefined> {
      return firstAs(
        requests()
          .where('id', '>', afterId as EntryRequestId)
          .orderBy('id')
          .limit(1),
        toRequest,
      );
    },
    async requestByHash(hash: string): Promise<WaitingRequest | undefined> {
      return firstAs(requests().where('hash', '=', hash), toRequest);
    },
    /** True for the one call that removes it. */
    async removeRequest(id: EntryRequestId): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('entry_requests')
        .where('community_id', '=', community)
        .where('id', '=', id)
        .executeTakeFirst();
      return Number(numDeletedRows) > 0;
    },

    /** Erases what has run out by `now`; returns when the next of it does. */
    async expire(now: Instant): Promise<Instant | undefined> {
      const place = { db, community };
      return firstOf([
        await removeExpired(place, 'invitations', 'expires_at', { now }),
        await removeExpired(place, 'entry_requests', 'asked_at', { now, lasts: LIFETIMES.entryRequest }),
      ]);
    },
  };
});

function toRequest(row: Selectable<InvitationTables['entry_requests']>): WaitingRequest {
  const { id, kind, hash, name, organisation, language, asked_at: askedAt } = row;
  return { id, kind, hash, name, organisation, language, askedAt };
}
