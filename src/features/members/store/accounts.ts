import { type Kysely, sql } from 'kysely';
import { InputError } from '../../../core/errors.js';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import { after, HOUR, type Instant } from '../../../core/time.js';
import { oncePerTx } from '../../../core/transaction.js';
import { phrase } from '../../../language/index.js';
import type { Identity, Platform } from '../../../ports/chat.js';
import type { DirectChoice, PersonAccount } from '../../../ports/people.js';
import { isAccount, isOf } from '../../../sql/columns.js';
import { prepared } from '../../../sql/prepared.js';
import type { MembersTables } from './tables.js';

/** How exact `last_active_at` is: exact enough for people, and seldom enough written. */
const ACTIVE_STEP = HOUR;

type Touch = Identity & { community: CommunityId; at: Instant; before: Instant };

const touches = (opened: boolean) =>
  prepared<Touch>()((db: Kysely<MembersTables>, argument) =>
    db
      .updateTable('identities')
      .set((set) => ({
        last_active_at: argument('at'),
        ...(opened && { direct: set.fn.coalesce('direct', set.val<DirectChoice>('opened')) }),
      }))
      .where('community_id', '=', argument('community'))
      .where(isAccount({ platform: argument('platform'), space: argument('space'), user: argument('user') }))
      .where((eb) =>
        eb.or([
          eb('last_active_at', 'is', null),
          eb('last_active_at', '<=', argument('before')),
          ...(opened ? [eb('direct', 'is', null)] : []),
          // Another account of theirs was used since, so this one is no longer the one used last.
          eb.exists(
            eb
              .selectFrom('identities as other')
              .select('other.user_id')
              .whereRef('other.member_id', '=', 'identities.member_id')
              .whereRef('other.last_active_at', '>=', 'identities.last_active_at')
              .where((inner) =>
                inner.or([
                  inner('other.platform', '!=', argument('platform')),
                  inner('other.space', '!=', argument('space')),
                  inner('other.user_id', '!=', argument('user')),
                ]),
              ),
          ),
        ]),
      )
      .returning('member_id'),
  );
const touchUsed = touches(false);
const touchOpened = touches(true);

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
    /** Each member's platform used last. */
    async lastUsedPlatforms(members: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Platform>> {
      const accounts = await ofMany([...new Set(members)]);
      return new Map(accounts.toReversed().map(({ member, platform }) => [member, platform]));
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
     * Notes that the member used the account at `at`; one statement that writes nothing if that is known to the hour.
     * `opened`: they wrote in the direct conversation, which opens it unless they decided otherwise.
     */
    async touch(account: Identity, at: Instant, opened: boolean): Promise<void> {
      const touch = opened ? touchOpened : touchUsed;
      const { platform, space, user } = account;
      const [touched] = await touch({ db, traits: tx.traits }, { community, platform, space, user, at, before: after(at, -ACTIVE_STEP) });
      if (touched === undefined) return;
      await db
        .updateTable('members')
        .set({ last_active_at: at })
        .where('community_id', '=', community)
        .where('id', '=', touched.member_id)
        .where((eb) => eb.or([eb('last_active_at', 'is', null), eb('last_active_at', '<', at)]))
        .execute();
    },
  };
});
