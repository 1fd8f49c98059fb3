import type { MemberId } from '../core/ids.js';
import type { Channel } from '../core/notification.js';
import type { DeliveryPlan } from '../ports/agenda.js';
import type { Context } from './context.js';

/** A message to plan: its kind, its arguments, and the key under which it is sent once. */
type Told = Pick<DeliveryPlan, 'key' | 'kind' | 'args'>;

/** Plans a message to a member for now. */
export function tellMember({ deliveries, now }: Pick<Context, 'deliveries' | 'now'>, member: MemberId, told: Told) {
  return deliveries.plan({ ...told, to: { to: 'member', member }, dueAt: now });
}

/** Plans the same message to each of these members for now, once for each of them. */
export function tellMembers({ deliveries, now }: Pick<Context, 'deliveries' | 'now'>, members: readonly MemberId[], told: Told) {
  return deliveries.plan(
    members.map((member) => ({ ...told, key: `${told.key}:${member}`, to: { to: 'member', member } as const, dueAt: now })),
  );
}

/** Plans a post in a channel for now. */
export function tellChannel({ deliveries, now }: Pick<Context, 'deliveries' | 'now'>, channel: Channel, told: Told) {
  return deliveries.plan({ ...told, to: { to: 'channel', channel }, dueAt: now });
}
