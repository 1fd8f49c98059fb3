import { InputError } from '../../core/errors.js';
import type { MemberRepository } from '../../ports/members.js';
import { storePhrase } from '../errors.js';
import type { Context } from './context.js';

type WaitingPart = Pick<MemberRepository, 'waitingAccount' | 'waitingAccounts' | 'addWaitingAccount' | 'removeWaitingAccount'>;

/** Accounts that a list named before their platform was connected. */
export function waitingAccounts(context: Context): WaitingPart {
  const { db, community } = context;
  return {
    async waitingAccount({ platform, user }) {
      const row = await db
        .selectFrom('waiting_accounts')
        .select('member_id')
        .where('community_id', '=', community)
        .where('platform', '=', platform)
        .where('user_id', '=', user)
        .executeTakeFirst();
      return row?.member_id;
    },
    async waitingAccounts() {
      const rows = await db
        .selectFrom('waiting_accounts')
        .select(['platform', 'user_id', 'member_id'])
        .where('community_id', '=', community)
        .orderBy('platform')
        .orderBy('user_id')
        .execute();
      return rows.map((row) => ({ platform: row.platform, user: row.user_id, member: row.member_id }));
    },
    addWaitingAccount: (member, { platform, user }) =>
      context.atomically(async (inside) => {
        await inside.db
          .insertInto('waiting_accounts')
          .values({ community_id: community, platform, user_id: user, member_id: member })
          .onConflict((conflict) => conflict.columns(['community_id', 'platform', 'user_id']).doNothing())
          .execute();
        const owner = await waitingAccounts(inside).waitingAccount({ platform, user });
        if (owner !== member) throw new InputError(`the account waits for member ${owner}`, storePhrase('store.identityTaken'));
      }),
    async removeWaitingAccount({ platform, user }) {
      await db
        .deleteFrom('waiting_accounts')
        .where('community_id', '=', community)
        .where('platform', '=', platform)
        .where('user_id', '=', user)
        .execute();
    },
  };
}
