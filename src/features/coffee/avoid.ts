import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { findMember, findMembers } from '../members/public.js';
import { coffeeStore } from './store/index.js';
import type { Member } from './types.js';

/** How many people one list holds: more than anyone needs, and too few to make the matching impossible. */
const LONGEST_LIST = 50;

/** The private list of people whom a member does not want to meet. Nobody else can see it, and nothing else mentions it. */
export async function avoidedBy(context: Context, member: MemberId): Promise<readonly Member[]> {
  const ids = await coffeeStore(context.tx).avoided(member);
  return ids.length === 0 ? [] : findMembers(context, ids);
}

/** Adds somebody; adding twice changes nothing. Throws an `InputError` for oneself and for a list that is full. */
export async function avoid(context: Context, member: MemberId, other: MemberId): Promise<Member> {
  if (member === other) throw new InputError('nobody avoids themselves', phrase('coffee.error.avoid-yourself'));
  const person = await findMember(context, other);
  if (!person) throw new NotFoundError(`no member ${other}`, phrase('coffee.error.no-member'));
  const store = coffeeStore(context.tx);
  const avoided = await store.avoided(member);
  if (avoided.includes(other)) return person;
  if (avoided.length >= LONGEST_LIST) throw new InputError('list full', phrase('coffee.error.avoid-full', { most: LONGEST_LIST }));
  await store.addAvoided(member, other);
  return person;
}

export async function stopAvoiding(context: Context, member: MemberId, other: MemberId): Promise<void> {
  await coffeeStore(context.tx).removeAvoided(member, other);
}
