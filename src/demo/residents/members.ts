import type { MemberId } from '../../core/ids.js';
import type { Tx } from '../../core/transaction.js';
import { accountsStore, membersStore } from '../../features/members/store/index.js';
import type { Member } from '../../features/members/types.js';

export type { Member } from '../../features/members/types.js';

/** A member of the sample community with an account of the web chat. */
export interface SampleMember {
  readonly member: Member;
  readonly user: string;
}

/** The member with this id and their account in the web chat `space`; `undefined` if there is none. */
export async function findSampleMember(tx: Tx, id: MemberId, space: string): Promise<SampleMember | undefined> {
  const member = await membersStore(tx).find(id);
  const account = (await accountsStore(tx).of(id)).find((each) => each.platform === 'web' && each.space === space);
  return member && account && { member, user: account.user };
}

/** The ids of all active members. */
export async function activeMembers(tx: Tx): Promise<readonly MemberId[]> {
  return (await membersStore(tx).list({ status: 'active', isBot: false }, { offset: 0, limit: 1_000 })).map(({ id }) => id);
}

/** Whether somebody’s status as a member is `active`. */
export async function isActiveMember(tx: Tx, id: MemberId): Promise<boolean> {
  return (await membersStore(tx).find(id))?.status === 'active';
}
