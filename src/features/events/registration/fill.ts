import { after, earliest, type Instant, MINUTE } from '../../../core/time.js';
import { type Context, tellMember } from '../../../feature-api/index.js';
import { mailGuests } from '../guests/mail.js';
import { OFFER_LASTS } from '../rules/limits.js';
import { promotions } from '../rules/places.js';
import { nextSession } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, RegistrationId } from '../types.js';
import { inLine, OFFERED } from './waiting.js';

export const OFFER_OVER = 'events.offer-over';
export const OFFER_TOLD = 'events.waiting.told';
/** How long after an offer it is checked whether the message arrived, in milliseconds. */
const TOLD_WITHIN = 10 * MINUTE;

/** An offer of a place, with until when the place is held. */
export interface PlaceOffer {
  readonly registration: RegistrationId;
  readonly until: Instant;
}

export const offerKey = ({ registration, until }: PlaceOffer): string => `events:offered:${registration}:${until}`;

/**
 * Gives places that are free to who waits, in their order, and holds each until they answer. Who can't be told is passed over and
 * keeps their turn.
 * @param held The event, if its places are held by this transaction and it was read since.
 */
export async function fillPlaces(context: Context, id: EventId, held?: WholeEvent): Promise<void> {
  const store = eventsStore(context.tx);
  if (!held) await store.holdPlaces(id);
  const whole = held ?? (await store.whole(id));
  const session = whole && nextSession(whole.sessions, context.now);
  if (!session || whole.event.state !== 'announced' || session.startsAt <= context.now) return;
  const waiting = await inLine(context, id);
  if (waiting.length === 0) return;
  const chosen = promotions(whole.event, await store.takenIn(id), waiting);
  const until = earliest(after(context.now, OFFER_LASTS), session.startsAt);
  for (const registration of waiting.filter((each) => chosen.includes(each.id))) {
    const offer = { registration: registration.id, until };
    await store.updateRegistration(registration.id, { state: 'offered', offeredUntil: until });
    await context.agenda.plan({ key: `events:offer:${registration.id}:${until}`, kind: OFFER_OVER, payload: offer, dueAt: until });
    await mailGuests(context, 'offered', whole.event, [registration]);
    if (registration.member === null) continue;
    await tellMember(context, registration.member, { key: offerKey(offer), kind: OFFERED, args: offer });
    await planTold(context, offer);
  }
}

/** Plans to look whether the offer arrived. */
export async function planTold(context: Context, offer: PlaceOffer): Promise<void> {
  const dueAt = after(context.now, TOLD_WITHIN);
  if (dueAt >= offer.until) return;
  const key = `events:offer-told:${offer.registration}:${offer.until}:${dueAt}`;
  await context.agenda.plan({ key, kind: OFFER_TOLD, payload: offer, dueAt });
}
