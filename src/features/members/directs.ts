import { localDateOf } from '../../calendar/wall-clock.js';
import type { Channel } from '../../core/notification.js';
import type { Identity } from '../../ports/chat.js';
import type { DirectChoice, MemberAccount } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import type { MembersDependencies } from './dependencies.js';

type Account = { readonly platform: string; readonly space: string; readonly user: string };

/** Who may be written to directly, by account: on platforms that are fine with it anybody, elsewhere who asked for it. */
export function createDirects({ store, clock, mayWriteFirst }: Pick<MembersDependencies, 'store' | 'clock' | 'mayWriteFirst'>) {
  const find = async (used: Account): Promise<MemberAccount | undefined> => {
    // Handed on as it came from the adapter.
    const member = await store.autocommit.members.findByIdentity(used as Identity);
    const accounts = member ? await store.autocommit.members.accounts(member.id) : [];
    return accounts.find(({ platform, space, user }) => platform === used.platform && space === used.space && user === used.user);
  };
  return {
    async mayWrite(used: Account): Promise<boolean> {
      const account = await find(used);
      return account !== undefined && account.direct !== 'declined' && (mayWriteFirst(account) || account.direct !== null);
    },
    /** Whether it wants to be asked for here, and this person was not asked or has not said. */
    async isOpenQuestion(used: Account): Promise<boolean> {
      const account = await find(used);
      return account !== undefined && !mayWriteFirst(account) && account.direct === null;
    },
    async choose(used: Account, choice: DirectChoice): Promise<void> {
      const account = await find(used);
      if (account) await store.autocommit.members.setDirect(account, choice);
    },
    /** Somebody has to come and look: one card a day, on that platform. */
    async announce(repositories: Repositories, { platform, channel }: { readonly platform: string; readonly channel: Channel }) {
      const now = clock.now();
      const { timezone } = await repositories.community.settings();
      await repositories.deliveries.plan({
        key: `members:waiting:${platform}:${localDateOf(now, timezone)}`,
        kind: 'members.waiting-card',
        args: {},
        to: { to: 'channel', channel, platform },
        dueAt: now,
      });
    },
  };
}
