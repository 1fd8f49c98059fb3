import type { MemberId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import type { Context, PersonHooks } from '../../feature-api/index.js';
import { cancelInductionMessages } from './induction-messages.js';
import { goneError } from './profiles.js';
import { everythingOf, membersStore } from './store/index.js';

const moment = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The profile and the accounts, as plain data under English names. Throws a `NotFoundError` if the member was erased meanwhile. */
export async function exportProfile(context: Context, id: MemberId) {
  const found = await everythingOf(context.tx, id);
  if (!found) throw goneError(id);
  const { member, organisation, organisationTyped, accounts, notifications } = found;
  const { organisation: _, joinedAt, lastActiveAt, ...profile } = member;
  return {
    profile: {
      ...profile,
      organisation,
      organisationTyped,
      joinedAt: moment(joinedAt),
      lastActiveAt: moment(lastActiveAt),
    },
    accounts: accounts.map(({ leftAt, ...account }) => ({ ...account, leftAt: moment(leftAt) })),
    notifications,
  };
}

/** For the feature's own tables; erase.ts, merge.ts and export.ts call the hooks of all features, with these last. */
export const membersPerson: PersonHooks = {
  exportPersonalData: exportProfile,
  async onMemberRemoved(context, member, how) {
    await cancelInductionMessages(context, member);
    if (how === 'erased') await membersStore(context.tx).remove(member);
    else await membersStore(context.tx).leave(member, context.now);
  },
  onMembersMerged: (context, { from, into }) => membersStore(context.tx).merge(from, into),
  onMemberReturned: async () => {},
};
