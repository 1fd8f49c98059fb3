import { type Kysely, type Selectable, sql } from 'kysely';
import { InputError } from '../../../core/errors.js';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import { after, HOUR, type Instant } from '../../../core/time.js';
import { oncePerTx } from '../../../core/transaction.js';
import { phrase } from '../../../language/index.js';
import type { Identity, Platform } from '../../../ports/chat.js';
import type { DirectChoice, NotedPerson, PersonAccount } from '../../../ports/people.js';
import { flag, GIVEN_ACCOUNT, isAccount, isOf } from '../../../sql/columns.js';
import { prepared } from '../../../sql/prepared.js';
import { findRow, findRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import { noteChanged } from './changed.js';
import type { MembersTables } from './tables.js';

/** How exact `last_active_at` is: exact enough for people, and seldom enough written. */
const ACTIVE_STEP = HOUR;

const OPENED: DirectChoice = 'opened';

/**
 * Whether it is yet to be noted that an account is in use. If another account of theirs was used since, this one is no longer the one
 * used last, and that is noted too.
 */
const isUnnoted = (before: Instant) => sql`(
  identities.last_active_at is null
  or identities.last_active_at <= ${before}
  or (given_opened = 1 and identities.direct is null)
  or exists (
    select 1 from identities as other
    where other.member_id = identities.member_id and other.last_active_at >= identities.last_active_at
      and (other.platform <> identities.platform or other.space <> identities.space or other.user_id <> identities.user_id)
  )
)`;

const USE = { given_community: 'bigint', ...GIVEN_ACCOUNT, given_opened: 'bigint' } as const;

interface Use {
  readonly account: Identity;
  /** They wrote in the direct conversation, which opens it unless they decided otherwise. */
  readonly opened: boolean;
}

const usesAsText = (community: CommunityId, uses: readonly Use[]): string =>
  JSON.stringify(
    uses.map(({ account: { platform, space, user }, opened }) => ({
      given_community: community,
      given_platform: platform,
      given_space: space,
      given_user: user,
      given_opened: flag(opened),
    })),
  );

type UserRow = Pick<Selectable<MembersTables['members']>, 'id' | 'name' | 'language' | 'timezone' | 'role' | 'status' | 'is_bot'> &
  Pick<Selectable<MembersTables['identities']>, 'platform' | 'space' | 'user_id'> & { readonly unnoted: number };

const users = prepared<{ before: Instant; uses: string }>()(
  // The order of the tables makes SQLite look up each account.
  (_db: Kysely<MembersTables>, argument, traits) => sql<UserRow>`
    select id, name, language, timezone, role, status, is_bot, platform, space, user_id,
      case when ${isUnnoted(argument('before'))} then 1 else 0 end as unnoted
    from ${traits.rowsIn(argument('uses'), USE)} cross join identities cross join members
    where identities.community_id = given_community and identities.left_at is null
      and platform = given_platform and space = given_space and user_id = given_user and id = member_id`,
);

const touch = prepared<{ at: Instant; before: Instant; uses: string }>()(
  // The community is given with each row, so that SQLite looks up each account and does not compare all of the community.
  (_db: Kysely<MembersTables>, argument, traits) => sql<{ member_id: MemberId; behind: number }>`
    update identities
    set last_active_at = ${argument('at')}, direct = case when given_opened = 1 then coalesce(direct, ${OPENED}) else direct end
    from ${traits.rowsIn(argument('uses'), USE)}
    where community_id = given_community and platform = given_platform and space = given_space and user_id = given_user
      and ${isUnnoted(argument('before'))}
    returning member_id, (
      select case when members.last_active_at >= ${argument('at')} then 0 else 1 end from members where members.id = identities.member_id
    ) as behind`,
);

/** An account, and since when it is no longer in its space; null while it is. */
export type OwnedAccount = PersonAccount & { readonly leftAt: Instant | null };

/** Accounts of members on platforms. */
export const accountsStore = oncePerTx((tx) => {
  const { db, community } = placeIn<MembersTables>(tx);

  const select = (members: readonly MemberId[]) =>
    db
      .selectFrom('identities')
      .select(['member_id', 'identities.platform', 'space', 'user_id', 'direct', 'left_at'])
      .where(isOf(community, 'identities.community_id'))
      .where(tx.traits.isOneOf('member_id', members));

  const read = async (query: ReturnType<typeof select>) => {
    const rows = await query
      .orderBy(sql`coalesce(last_active_at, 0)`, 'desc')
      .orderBy('platform')
      .orderBy('space')
      .orderBy('user_id')
      .execute();
    return rows.map((row) => ({
      member: row.member_id,
      platform: row.platform,
      space: row.space,
      user: row.user_id,
      direct: row.direct,
      leftAt: row.left_at,
    }));
  };
  const ofMany = async (members: readonly MemberId[]) => (members.length === 0 ? [] : read(select(members)));
  const presentOfMany = async (members: readonly MemberId[]) =>
    members.length === 0 ? [] : read(select(members).where('left_at', 'is', null));

  const usersOn = (platform: Platform) =>
    db
      .selectFrom('identities')
      .innerJoin('members', 'members.id', 'identities.member_id')
      .select('identities.user_id')
      .where('identities.community_id', '=', community)
      .where('identities.platform', '=', platform);

  /** The accounts on a platform that are not there any more, and those of members who left before they had them. */
  const leftFrom = (platform: Platform) =>
    usersOn(platform).where(({ eb, or }) => or([eb('identities.left_at', 'is not', null), eb('members.status', '=', 'left')]));

  return {
    async find(account: Identity): Promise<PersonAccount | undefined> {
      const { platform, space, user } = account;
      const row = await findRow({ db, community }, 'identities', ['direct'], { platform, space, user_id: user });
      return row && { platform, space, user, direct: row.direct };
    },
    /** The account used last comes first, also of those that are not there any more. */
    async of(member: MemberId): Promise<readonly OwnedAccount[]> {
      return (await ofMany([member])).map(({ member: _member, ...account }) => account);
    },
    /** The same, of several members. */
    ofMany,
    /** The accounts by which those who can read are there: not left, no bots. */
    async ofReaders(members: readonly MemberId[]) {
      const readers = db.selectFrom('members').select('id').where('status', '!=', 'left').where('is_bot', '=', 0);
      return read(select(members).where('left_at', 'is', null).where('member_id', 'in', readers));
    },
    /** The accounts by which somebody is there, the one used last first. */
    async present(member: MemberId): Promise<readonly PersonAccount[]> {
      return (await presentOfMany([member])).map(({ platform, space, user, direct }) => ({ platform, space, user, direct }));
    },
    presentOfMany,
    /** The accounts of everybody, also of those who have left. */
    async all() {
      const rows = await findRows({ db, community }, 'identities', ['member_id', 'platform', 'space', 'user_id'], {});
      return rows.map((row) => ({ member: row.member_id, platform: row.platform, space: row.space, user: row.user_id }));
    },
    /** Each member's platform used last. */
    async lastUsedPlatforms(members: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Platform>> {
      const accounts = await presentOfMany([...new Set(members)]);
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
    /** The users who are on a platform, as far as is known. */
    async usersOn(platform: Platform): Promise<readonly string[]> {
      const here = usersOn(platform).where('identities.left_at', 'is', null).where('members.status', '!=', 'left');
      return (await here.execute()).map((row) => row.user_id);
    },
    /** The users who have left a platform: if they are there, they are back. */
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
    /** The account is no longer in its space since `at`, or there again. */
    async setLeft(member: MemberId, account: Identity, at: Instant | null): Promise<void> {
      noteChanged(tx, member);
      await db.updateTable('identities').set({ left_at: at }).where('community_id', '=', community).where(isAccount(account)).execute();
    },
    /** Another member's from now on, with what was chosen for it. */
    async move(account: Identity, from: MemberId, to: MemberId): Promise<void> {
      noteChanged(tx, from, to);
      await db
        .updateTable('identities')
        .set({ member_id: to })
        .where('community_id', '=', community)
        .where('member_id', '=', from)
        .where(isAccount(account))
        .execute();
    },
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
    /** Who is there by each account, in the order of the accounts, as far as that is known; `isNoted`: `touch` would write nothing. */
    async usersOf(uses: readonly Use[], at: Instant): Promise<readonly (NotedPerson | undefined)[]> {
      const rows = await users({ db, traits: tx.traits }, { before: after(at, -ACTIVE_STEP), uses: usesAsText(community, uses) });
      return uses.map(({ account: { platform, space, user } }) => {
        const row = rows.find((one) => one.user_id === user && one.space === space && one.platform === platform);
        if (row === undefined) return undefined;
        const { id, name, language, timezone, role, status } = row;
        return { person: { id, name, language, timezone, role, status, isBot: row.is_bot === 1 }, isNoted: row.unnoted === 0 };
      });
    },
    /** Notes that accounts of different members were used at `at`; one statement that writes nothing where that is known to the hour. */
    async touch(uses: readonly Use[], at: Instant): Promise<void> {
      const place = { db, traits: tx.traits };
      const touched = await touch(place, { at, before: after(at, -ACTIVE_STEP), uses: usesAsText(community, uses) });
      // Somebody with several accounts may be noted as active through another one.
      const members = touched.flatMap(({ member_id, behind }) => (behind === 0 ? [] : [member_id]));
      if (members.length === 0) return;
      await db.updateTable('members').set({ last_active_at: at }).where(isOf(community)).where(tx.traits.isOneOf('id', members)).execute();
    },
  };
});
