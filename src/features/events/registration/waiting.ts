import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { KEPT } from '../../../ports/agenda.js';
import { reachedDirectly } from '../../members/public.js';
import { canBeTold } from '../guests/mail.js';
import { eventsStore } from '../store/index.js';
import type { EventId, Registration } from '../types.js';

export const OFFERED = 'events.offered';
/** How many offers that did not arrive are read, the newest first. */
const FAILED_MAX = 500;

/** Somebody who waits for a place; `tellable`: a free place can be told to them. */
export type InLine = Registration & { readonly tellable: boolean };

/** Who waits for a place, in their order. */
export async function inLine(context: Context, event: EventId): Promise<readonly InLine[]> {
  const waiting = await eventsStore(context.tx).waitingFor(event);
  const members = waiting.flatMap(({ member }) => member ?? []);
  if (members.length === 0) return waiting.map((each) => ({ ...each, tellable: canBeTold(context, each) }));
  const reached = await reachedDirectly(context, members);
  const lost = await lostOffers(context);
  return waiting.map((each) => ({
    ...each,
    tellable: each.member === null ? canBeTold(context, each) : reached.has(each.member) && !lost(each, each.member),
  }));
}

/** Whether an offer to somebody did not arrive since they began to wait: the platform lets the bot write, and they don't. */
async function lostOffers(context: Context): Promise<(of: Pick<Registration, 'waitingSince'>, member: MemberId) => boolean> {
  const failed = await context.deliveries.list({ kinds: [OFFERED], states: ['failed', 'waiting'], limit: FAILED_MAX });
  return ({ waitingSince }, member) =>
    failed.some(({ to, dueAt, reason }) => reason !== KEPT && to.to === 'member' && to.member === member && dueAt >= (waitingSince ?? 0));
}

/** Whether a place that becomes free can be told to this member, who waits for one. */
export async function isTold(context: Context, registration: Registration, member: MemberId): Promise<boolean> {
  if (!(await reachedDirectly(context, [member])).has(member)) return false;
  return !(await lostOffers(context))(registration, member);
}
