import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { phrase } from '../../language/index.js';
import type { Member } from '../../ports/members.js';
import type { CoffeeDependencies } from './coffee.js';

/** So many that nobody reaches it in earnest, few enough that a list can't make matching impossible. */
const LONGEST_LIST = 50;

/** The private list of people somebody does not want to meet. Nobody else can see it, and nothing else mentions it. */
export function createAvoidance({ store }: Pick<CoffeeDependencies, 'store'>) {
  async function list(member: MemberId): Promise<readonly Member[]> {
    return store.autocommit.members.findMany(await store.autocommit.members.avoided(member));
  }

  /** Adds somebody; adding twice changes nothing. Throws an `InputError` for oneself and for a list that is full. */
  async function add(member: MemberId, other: MemberId): Promise<Member> {
    return store.transaction(async (r) => {
      if (member === other) throw new InputError('nobody avoids themselves', phrase('coffee.error.avoid-yourself'));
      const person = await r.members.find(other);
      if (!person) throw new NotFoundError(`no member ${other}`, phrase('coffee.error.no-member'));
      const avoided = await r.members.avoided(member);
      if (avoided.includes(other)) return person;
      if (avoided.length >= LONGEST_LIST) throw new InputError('list full', phrase('coffee.error.avoid-full', { most: LONGEST_LIST }));
      await r.members.setAvoided(member, [...avoided, other]);
      return person;
    });
  }

  async function remove(member: MemberId, other: MemberId): Promise<void> {
    await store.transaction(async (r) => {
      const avoided = await r.members.avoided(member);
      if (avoided.includes(other)) {
        await r.members.setAvoided(
          member,
          avoided.filter((one) => one !== other),
        );
      }
    });
  }

  return { list, add, remove };
}
