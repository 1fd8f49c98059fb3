import type { MemberId } from '../../../core/ids.js';
import type { Context, Feature } from '../../../feature-api/index.js';
import { findMembers } from '../../members/public.js';
import { waysToAttend } from '../rules/places.js';
import { registrationClosed } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';

/** Whoever said on a platform that an event interests them may come, unless they have answered before. */
export async function countInterest(context: Context, { event, sessions }: WholeEvent, members: readonly MemberId[]): Promise<void> {
  // Where organisers select, people apply themselves.
  if (event.approval || registrationClosed(event, sessions, context.now) !== undefined) return;
  const found = await findMembers(context, [...members]);
  const people = found.filter(({ status }) => status === 'active').map(({ id: member, organisation }) => ({ member, organisation }));
  await eventsStore(context.tx).addInterested(event.id, people, { attends: waysToAttend(event)[0], at: context.now });
}

/** A platform told of it just now. */
export const heardInterest: NonNullable<Feature['interested']> = async (context, { member, account: { platform, space }, entry }) => {
  const store = eventsStore(context.tx);
  const id = await store.eventOfEntry({ platform, space, externalId: entry });
  const whole = id === undefined ? undefined : await store.whole(id);
  if (whole?.event.state === 'announced') await countInterest(context, whole, [member]);
};
