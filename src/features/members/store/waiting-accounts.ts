import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { oncePerTx } from '../../../core/transaction.js';
import { phrase } from '../../../language/index.js';
import { removeRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { WaitingAccount } from '../types.js';
import type { MembersTables } from './tables.js';

/** Accounts that a list named before their platform was connected. */
export const waitingAccountsStore = oncePerTx((tx) => {
  const { db, community } = placeIn<MembersTables>(tx);

  const select = () => db.selectFrom('waiting_accounts').select(['platform', 'user_id', 'member_id']).where('community_id', '=', community);
  const ownerOf = async ({ platform, user }: WaitingAccount): Promise<MemberId | undefined> =>
    (await select().where('platform', '=', platform).where('user_id', '=', user).executeTakeFirst())?.member_id;

  return {
    ownerOf,
    async list(): Promise<readonly (WaitingAccount & { readonly member: MemberId })[]> {
      const rows = await select().orderBy('platform').orderBy('user_id').execute();
      return rows.map((row) => ({ platform: row.platform, user: row.user_id, member: row.member_id }));
    },
    /** What waits for these members. */
    async ofMany(members: readonly MemberId[]): Promise<readonly (WaitingAccount & { readonly member: MemberId })[]> {
      if (members.length === 0) return [];
      const rows = await select().where(tx.traits.isOneOf('member_id', members)).execute();
      return rows.map((row) => ({ platform: row.platform, user: row.user_id, member: row.member_id }));
    },
    /** Throws an `InputError` if it waits for another member. */
    async add(member: MemberId, { platform, user }: WaitingAccount): Promise<void> {
      await db
        .insertInto('waiting_accounts')
        .values({ community_id: community, platform, user_id: user, member_id: member })
        .onConflict((conflict) => conflict.columns(['community_id', 'platform', 'user_id']).doNothing())
        .execute();
      const owner = await ownerOf({ platform, user });
      if (owner !== member) throw new InputError(`the account waits for member ${owner}`, phrase('store.identityTaken'));
    },
    async remove({ platform, user }: WaitingAccount): Promise<void> {
      await removeRows({ db, community }, 'waiting_accounts', { platform, user_id: user });
    },
  };
});
