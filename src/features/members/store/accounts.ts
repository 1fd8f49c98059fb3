import { type Kysely, sql } from 'kysely';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { after, HOUR, type Instant } from '../../../core/time.js';
import { oncePerTx } from '../../../core/transaction.js';
import { phrase } from '../../../language/index.js';
import type { Identity, Platform } from '../../../ports/chat.js';
import type { DirectChoice, PersonAccount } from '../../../ports/people.js';
import { flag, GIVEN_ACCOUNT, isAccount, isOf } from '../../../sql/columns.js';
import { prepared } from '../../../sql/prepared.js';
import { noteChanged } from './changed.js';
import type { MembersTables } from './tables.js';

/** How exact `last_active_at` is: exact enough for people, and seldom enough written. */
const ACTIVE_STEP = HOUR;

const OPENED: DirectChoice = 'opened';

// If another account of theirs was used since, this one is no longer the one used last, and that is written too.
const touch = prepared<{ at: Instant; before: Instant; uses: string }>()(
  // The community is given with each row, so that SQLite looks up each account and does not compare all of the community.
  (_db: Kysely<MembersTables>, argument, traits) => sql<{ member_id: MemberId }>`
    update identities
    set last_active_at = ${argument('at')}, direct = case when given_opened = 1 then coalesce(direct, ${OPENED}) else direct end
    from ${traits.rowsIn(argument('uses'), { given_community: 'bigint', ...GIVEN_ACCOUNT, given_opened: 'bigint' })}
    where community_id = given_community and platform = given_platform and space = given_space and user_id = given_user
      and (
        last_active_at is null
        or last_active_at <= ${argument('before')}
        or (given_opened = 1 and direct is null)
        or exists (
          select 1 from identities as other
          where other.member_id = identities.member_id and other.last_active_at >= identities.last_active_at
            and (other.platform <> identities.platform or other.space <> identities.space or other.user_id <> identities.user_id)
        )
      )
    returning member_id`,
);

/** Accounts of members on platforms. */
export const accountsStore = oncePerTx((tx) => {
  const { community } = tx;
  const db = tx.db.withTables<MembersTables>();

  const ofMany = async (members: readonly MemberId[]) => {
    if (members.length === 0) return [];
    const rows = await db
      .selectFrom('identities')
      .select(['member_id', 'platform', 'space', 'user_id', 'direct'])
      .where(isOf(community))
      .where(tx.traits.isOneOf('member_id', members))
      .orderBy(sql`coalesce(last_active_at, 0)`, 'desc')
      .orderBy('platform')
      .orderBy('space')
      .orderBy('user_id')
      .execute();
    return rows.map((row) => ({ member: row.member_id, platform: row.platform, space: row.space, user: row.user_id, direct: row.direct }));
  };

  /** The accounts on a platform of members who have left, and have none elsewhere. */
  const leftFrom = (platform: Platform) =>
    db
      .selectFrom('identities')
      .innerJoin('members', 'members.id', 'identities.member_id')
      .select('identities.user_id')
      .where('identities.community_id', '=', community)
      .where('identities.platform', '=', platform)
      .where('members.status', '=', 'left')
      .where(({ exists, not, selectFrom }) =>
        not(
          exists(
            selectFrom('identities as other')
              .select('other.member_id')
              .whereRef('other.member_id', '=', 'members.id')
              .where('other.community_id', '=', community)
              .where('other.platform', '<>', platform),
          ),
        ),
      );

  return {
    async find(account: Identity): Promise<PersonAccount | undefined> {
      const { platform, space, user } = account;
      const row = await db
        .selectFrom('identities')
        .select('direct')
        .where('community_id', '=', community)
        .where(isAccount(account))
        .executeTakeFirst();
      return row && { platform, space, user, direct: row.direct };
    },
    /** The account used last comes first. */
    async of(member: MemberId): Promise<readonly PersonAccount[]> {
      return (await ofMany([member])).map(({ platform, space, user, direct }) => ({ platform, space, user, direct }));
    },
    /** The accounts of several members, each member's account used last first. */
    ofMany,
    /** The accounts of everybody, also of those who have left. */
    async all() {
      const rows = await db
        .selectFrom('identities')
        .select(['member_id', 'platform', 'space', 'user_id'])
        .where('community_id', '=', community)
        .execute();
      return rows.map((row) => ({ member: row.member_id, platform: row.platform, space: row.space, user: row.user_id }));
    },
    /** Each member's platform used last. */
    async lastUsedPlatforms(members: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Platform>> {
      const accounts = await ofMany([...new Set(members)]);
      return new Map(accounts.toReversed().map(({ member, platform }) => [member, platform]));
    },
    /** The spaces of a platform in which somebody has an account. */
    async spaces(platform: Platform): Promise<readonly string[]> {
      const rows = await db
        .selectFrom('identities')
        .select('space')
        .distinct()
        .where('community_id', '=', community)
        .where('platform', '=', platform)
        .orderBy('space')
        .execute();
      return rows.map(({ space }) => space);
    },
    /** The users on a platform whose members have not left. */
    async usersOn(platform: Platform): Promise<readonly string[]> {
      const rows = await db
        .selectFrom('identities')
        .innerJoin('members', 'members.id', 'identities.member_id')
        .select('identities.user_id')
        .where('identities.community_id', '=', community)
        .where('identities.platform', '=', platform)
        .where('members.status', '!=', 'left')
        .execute();
      return rows.map((row) => row.user_id);
    },
    /** The users on a platform whose members have left, and have no account on another one. */
    async leftFrom(platform: Platform): Promise<readonly string[]> {
      return (await leftFrom(platform).execute()).map((row) => row.user_id);
    },
    async hasLeft({ platform, space, user }: Identity): Promise<boolean> {
      const one = leftFrom(platform).where('identities.space', '=', space).where('identities.user_id', '=', user);
      return (await one.executeTakeFirst()) !== undefined;
    },
    /** Throws an `InputError` if the account belongs to another member. */
    link: (member: MemberId, account: Identity): Promise<void> =>
      tx.atomically(async (inside) => {
        const trx = inside.db.withTables<MembersTables>();
        const { platform, space, user } = account;
        await trx
          .insertInto('identities')
          .values({ community_id: community, platform, space, user_id: user, member_id: member, last_active_at: null, direct: null })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const { member_id: owner } = await trx
          .selectFrom('identities')
          .select('member_id')
          .where('community_id', '=', community)
          .where(isAccount(account))
          .executeTakeFirstOrThrow();
        if (owner !== member) throw new InputError(`the account belongs to member ${owner}`, phrase('store.identityTaken'));
      }),
    async unlink(member: MemberId, account: Identity): Promise<void> {
      noteChanged(tx, member);
      await db
        .deleteFrom('identities')
        .where('community_id', '=', community)
        .where('member_id', '=', member)
        .where(isAccount(account))
        .execute();
    },
    async setDirect(account: Identity, choice: DirectChoice): Promise<void> {
      await db.updateTable('identities').set({ direct: choice }).where('community_id', '=', community).where(isAccount(account)).execute();
    },
    /**
     * Notes that accounts of different members were used at `at`; one statement that writes nothing where that is known to the
     * hour. `opened`: they wrote in the direct conversation, which opens it unless they decided otherwise.
     */
    async touch(uses: readonly { readonly account: Identity; readonly opened: boolean }[], at: Instant): Promise<void> {
      const given = uses.map(({ account: { platform, space, user }, opened }) => ({
        given_community: community,
        given_platform: platform,
        given_space: space,
        given_user: user,
        given_opened: flag(opened),
      }));
      const place = { db, traits: tx.traits };
      const touched = await touch(place, { at, before: after(at, -ACTIVE_STEP), uses: JSON.stringify(given) });
      if (touched.length === 0) return;
      const members = touched.map((row) => row.member_id);
      await db
        .updateTable('members')
        .set({ last_active_at: at })
        .where(isOf(community))
        .where(tx.traits.isOneOf('id', members))
        .where((eb) => eb.or([eb('last_active_at', 'is', null), eb('last_active_at', '<', at)]))
        .execute();
    },
  };
});
