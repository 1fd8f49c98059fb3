import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { after, DAY } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { lastSession } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { type Ratings, ratingsOf } from './rules/ratings.js';

/** How long people can say how they found an event. */
const ASKED_FOR = 30 * DAY;

export interface Given {
  readonly stars: '1' | '2' | '3' | '4' | '5';
  readonly useful: string;
  readonly missing: string;
}

/** Throws an `InputError` for somebody who was not there, before the end, and after a month. */
export async function requireAsked(context: Context, actor: Actor, id: EventId): Promise<WholeEvent> {
  const whole = await requireEvent(context, id, actor);
  const last = lastSession(whole.sessions);
  if (whole.event.state === 'cancelled' || !last) throw new InputError('cancelled', phrase('events.error.cancelled'));
  if (!whole.event.feedback) throw new InputError('no feedback', phrase('events-afterwards.error.not-asked'));
  if (context.now < last.startsAt) throw new InputError('not over', phrase('events-afterwards.error.not-over'));
  if (context.now > after(last.endsAt, ASKED_FOR)) throw new InputError('too late', phrase('events-afterwards.error.too-late'));
  const store = eventsStore(context.tx);
  const registration = await store.registrationOf(id, actor.id);
  const attendance = await store.attendanceAt(id);
  const was = attendance.some((one) => one.registration === registration?.id);
  // Where nobody noted who was there, whoever registered may have been.
  const may = registration?.state === 'going' && attendance.length === 0;
  if (!was && !may) throw new InputError('was not there', phrase('events-afterwards.error.not-there'));
  return whole;
}

export async function giveFeedback(context: Context, actor: Actor, id: EventId, { stars, useful, missing }: Given): Promise<WholeEvent> {
  const whole = await requireAsked(context, actor, id);
  await eventsStore(context.tx).saveFeedback(id, actor.id, {
    stars: Number(stars),
    useful: useful === '' ? null : useful,
    missing: missing === '' ? null : missing,
    answeredAt: context.now,
  });
  return whole;
}

export interface RatingsView extends WholeEvent {
  readonly ratings: Ratings;
}

/** How people found an event. Throws a `NotFoundError` for an event that the actor may not see. */
export async function viewRatings(context: Context, actor: Actor, id: EventId): Promise<RatingsView> {
  const whole = await requireEvent(context, id, actor);
  return { ...whole, ratings: ratingsOf(await eventsStore(context.tx).feedbackOn(id)) };
}
