import type { MemberId } from '../../src/core/ids.js';
import type { NewMember } from '../../src/features/members/types.js';
import type { Identity } from '../../src/ports/chat.js';
import type { TestContext } from './feature-stores.js';
import { aMember, anOrganisation } from './records.js';
import type { TestStore } from './store.js';

type Written = Pick<TestStore, 'transaction'>;

/**
 * A member with this account, as `aMember` makes them. The bot may know the account already, or learn of it at the same time, so both
 * are written in one transaction.
 */
export function memberWith(store: Written, account: Identity, given: Partial<NewMember> = {}): Promise<MemberId> {
  return store.transaction((inside) => memberIn(inside, account, given));
}

/** An active member with this account, of an organisation of their own. */
export function activeMember(store: Written, name: string, account: Identity): Promise<MemberId> {
  return store.transaction(async (inside) => {
    const organisation = await inside.organisations.insert(anOrganisation({ name: `House of ${name}` }));
    return memberIn(inside, account, { name, organisation });
  });
}

/** `memberWith` as a part of a transaction. */
export async function memberIn(
  { members, accounts }: Pick<TestContext, 'members' | 'accounts'>,
  account: Identity,
  given: Partial<NewMember> = {},
): Promise<MemberId> {
  const known = await members.findByAccount(account);
  if (!known) {
    const id = await members.insert(aMember(given));
    await accounts.link(id, account);
    return id;
  }
  const { joinedAt: _, ...change } = given;
  await members.update(known.id, { status: 'active', inductionStep: null, ...change });
  return known.id;
}
