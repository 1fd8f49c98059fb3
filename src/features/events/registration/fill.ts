import { after, earliest } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { findMembers } from '../../members/public.js';
import { canBeTold, mailGuests } from '../guests/mail.js';
import { OFFER_LASTS } from '../rules/limits.js';
import { promotions } from '../rules/places.js';
import { nextSession } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';

export const OFFER_OVER = 'events.offer-over';

/**
 * Gives places that are free to who waits, in their order, and holds each until they answer.
 * @param held The event, if its places are held by this transaction and it was read since.
 */
export async function fillPlaces(context: Context, id: EventId, held?: WholeEvent): Promise<void> {
  const store = eventsStore(context.tx);
  if (!held) await store.holdPlaces(id);
  const whole = held ?? (await store.whole(id));
  const session = whole && nextSession(whole.sessions, context.now);
  if (!session || whole.event.state !== 'announced' || session.startsAt <= context.now) return;
  const waiting = await store.waitingFor(id);
  if (waiting.length === 0) return;
  const taken = await store.takenIn(id);
  const members = await findMembers(
    context,
    waiting.flatMap(({ member }) => member ?? []),
  );
  // Who has left can't be told.
  const here = new Set(members.filter(({ status }) => status !== 'left').map((member) => member.id));
  const chosen = promotions(
    whole.event,
    taken,
    waiting.map((each) => ({ ...each, tellable: each.member === null ? canBeTold(context, each) : here.has(each.member) })),
  );
  const until = earliest(after(context.now, OFFER_LASTS), session.startsAt);
  for (const registration of waiting.filter((each) => chosen.includes(each.id))) {
    await store.updateRegistration(registration.id, { state: 'offered', offeredUntil: until });
    const offer = { registration: registration.id, until };
    await context.agenda.plan({ key: `events:offer:${registration.id}:${until}`, kind: OFFER_OVER, payload: offer, dueAt: until });
    await mailGuests(context, 'offered', whole.event, [registration]);
    if (registration.member === null) continue;
    await context.deliveries.plan({
      key: `events:offered:${registration.id}:${until}`,
      kind: 'events.offered',
      args: offer,
      to: { to: 'member', member: registration.member },
      dueAt: context.now,
    });
  }
}
