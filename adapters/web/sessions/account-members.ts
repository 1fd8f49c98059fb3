import type { Language } from '../../../src/core/language.js';
import type { People, Person } from '../../../src/ports/people.js';
import type { Store } from '../../../src/ports/store.js';
import { shownName } from '../render/display.js';
import { isPlatformAccount, type SessionAccount } from './sessions.js';

export interface AccountMembersOptions {
  readonly store: Pick<Store, 'autocommit'>;
  readonly people: Pick<People, 'findByAccount' | 'find' | 'accounts'>;
  /** Id of the web chat among the community's spaces. */
  readonly space: string;
}

/** The language and name with which a sign-in page addresses a person. */
export interface Addressee {
  readonly language: Language;
  readonly name: string;
}

/** Finds the members behind accounts of links and sessions. */
export interface AccountMembers {
  /** The member who owns the account now; `undefined` if the member was erased or has unlinked the account. */
  memberOf(account: SessionAccount): Promise<Person | undefined>;
  addresseeOf(account: SessionAccount): Promise<Addressee>;
}

export function createAccountMembers({ store, people, space }: AccountMembersOptions): AccountMembers {
  const { community } = store.autocommit;
  const memberOf: AccountMembers['memberOf'] = async ({ user, member }) => {
    if (!isPlatformAccount(user)) return people.findByAccount({ platform: 'web', space, user });
    if (member === null) return undefined;
    const accounts = await people.accounts(member);
    return accounts.some((each) => `${each.platform}:${each.user}` === user) ? people.find(member) : undefined;
  };
  return {
    memberOf,
    async addresseeOf(account) {
      const member = await memberOf(account);
      return {
        language: member?.language ?? (await community.settings()).languages[0] ?? 'en',
        name: shownName(member?.name ?? account.user),
      };
    },
  };
}
