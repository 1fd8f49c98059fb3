import { addDays, instantOf, MIDNIGHT } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Language } from '../../../core/language.js';
import type { LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { tellOfMove, tellOfPlace } from '../announcing/tell.js';
import { requireChangeable, saveEvent, showAnew } from '../change.js';
import { changedMeanwhile, requireSeen } from '../find.js';
import type { SeenEvent } from '../ids.js';
import { fillPlaces } from '../registration/fill.js';
import { requireSecondFits } from '../registration/second-questions.js';
import { type Crowded, crowdedBy } from '../rules/places.js';
import { firstSession } from '../rules/state.js';
import { endsNextDay } from '../rules/times.js';
import { discardEverywhere } from '../slides/discard.js';
import { eventsStore } from '../store/index.js';
import { textIn } from '../text-of.js';
import type { CommunityEvent, EventFormat, EventId, EventKind, Needs, SessionTimes } from '../types.js';
import type { TypedHours } from './hours-id.js';
import { insertDraft, usualDraft } from './insert.js';
import { isSameTime, renumber, requireFree, requireTyped } from './times.js';

export interface EventTimes extends SessionTimes {
  readonly title: string;
  readonly kind: EventKind;
}

/** Makes a draft on the community's clock, in the organiser's language. Throws an `InputError` for an hour that can't be. */
export async function makeDraft(context: Context, actor: Actor, { title, kind, ...times }: EventTimes): Promise<EventId> {
  const event = await usualDraft(context, actor, { kind, title, language: actor.language });
  return insertDraft(context, actor, event, [{ ...times, ...requireTyped(times, event.zone, context.now) }]);
}

/**
 * Another title, kind or time. Everyone registered hears of a new time. Returns the session whose time has yet to be saved, with the
 * event as it is now: whether it ends on the next day is asked first. Throws an `InputError` for an hour that can't be.
 */
export async function changeTimes(context: Context, actor: Actor, seen: SeenEvent, change: EventTimes): Promise<TypedHours | undefined> {
  const whole = await requireChangeable(context, actor, seen);
  const { event, sessions } = whole;
  const { title, kind, ...times } = change;
  const session = firstSession(sessions);
  if (!session) throw changedMeanwhile();
  const isMoved = !isSameTime(times, session);
  if (isMoved && session.endsAt <= context.now) throw new InputError('over', phrase('events-making.error.session-over'));
  const moments = isMoved ? requireTyped(times, event.zone, context.now) : session;
  if (isMoved) requireFree({ id: session.id, ...moments }, sessions);
  const isAsked = isMoved && endsNextDay(times);
  const own = textIn(event, event.language);
  const texts = { ...event.texts, [event.language]: { title, about: own?.about ?? '' } };
  if (isAsked && title === own?.title && kind === event.kind) return { ...seen, session: session.id, ...times };
  const sequence = isMoved && !isAsked ? event.sequence + 1 : event.sequence;
  await saveEvent(context, actor, event, { texts, kind, sequence }, { also: isMoved && !isAsked ? ['of-times'] : [] });
  if (!isMoved || isAsked) await showAnew(context, event);
  if (isAsked) return { id: event.id, version: event.version + 1, session: session.id, ...times };
  if (!isMoved) return undefined;
  const moved = { ...session, ...times, startsAt: moments.startsAt, endsAt: moments.endsAt };
  await eventsStore(context.tx).updateSession(session.id, { ...times, startsAt: moments.startsAt, endsAt: moments.endsAt });
  await renumber(
    context,
    sessions.map((each) => (each.id === session.id ? moved : each)),
  );
  if (event.state === 'announced') await tellOfMove(context, { ...event, sequence }, session, moved);
  return undefined;
}

export interface EventDetails {
  readonly about: string;
  readonly format: EventFormat;
  readonly place: string;
  readonly link: string;
  readonly language: Language;
}

/** Another text, place or link. The language it is held in may be another: then its title goes with it. */
export async function changeDetails(context: Context, actor: Actor, seen: SeenEvent, details: EventDetails): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  const { about, language, ...rest } = details;
  const title = event.texts[language]?.title ?? textIn(event, event.language)?.title ?? '';
  const { [event.language]: own, ...others } = event.texts;
  const texts =
    language === event.language ? event.texts : { ...others, ...(own && event.texts[language] ? { [event.language]: own } : {}) };
  const isElsewhere = rest.place !== event.place || rest.link !== event.link || rest.format !== event.format;
  const sequence = isElsewhere ? event.sequence + 1 : event.sequence;
  // Another link leads out of the voice channel.
  const room = rest.link === event.link && rest.format !== 'in-person' ? event.room : null;
  await saveEvent(context, actor, event, { ...rest, room, language, texts: { ...texts, [language]: { title, about } }, sequence });
  if (isElsewhere && event.state === 'announced') await tellOfPlace(context, { ...event, sequence });
  else await showAnew(context, event);
}

export interface EventPlaces {
  readonly roomCapacity: number | null;
  readonly onlineCapacity: number | null;
  readonly organisationSeats: number | null;
  readonly registrationUntil: LocalDate | undefined;
  readonly registrationFrom: LocalDate | undefined;
}

/**
 * Changes the numbers of places and the time of registration. People who wait get places that became free; nobody loses theirs. Fewer
 * places than are taken are not saved but returned, unless the organiser is sure. Throws an `InputError` for a registration that ends
 * before it begins.
 */
export async function changePlaces(
  context: Context,
  actor: Actor,
  seen: SeenEvent,
  places: EventPlaces,
  { isSure }: { readonly isSure: boolean },
): Promise<readonly Crowded[]> {
  // Nobody registers between the count and the new limit.
  await eventsStore(context.tx).holdPlaces(seen.id);
  const { event } = await requireChangeable(context, actor, seen);
  const { registrationUntil: lastDay, registrationFrom: firstDay, ...limits } = places;
  if (firstDay !== undefined && lastDay !== undefined && firstDay > lastDay)
    throw new InputError('ends before it begins', phrase('events-making.error.window'));
  const crowded = isSure ? [] : crowdedBy(event, { ...event, ...limits }, await eventsStore(context.tx).takenIn(event.id));
  if (crowded.length > 0) return crowded;
  // The last day counts whole.
  const registrationUntil = lastDay === undefined ? null : instantOf(addDays(lastDay, 1), MIDNIGHT, event.zone);
  const registrationFrom = firstDay === undefined ? null : instantOf(firstDay, MIDNIGHT, event.zone);
  await saveEvent(context, actor, event, { ...limits, registrationUntil, registrationFrom });
  if (event.state === 'announced') await fillPlaces(context, event.id);
  return [];
}

/** Title and text in a language. */
export async function translate(
  context: Context,
  actor: Actor,
  seen: SeenEvent,
  { language, title, about }: { readonly language: Language; readonly title: string; readonly about: string },
): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  await saveEvent(context, actor, event, { texts: { ...event.texts, [language]: { title, about } } });
  await showAnew(context, event);
}

/** What people who need it find there, and whether they are asked. Throws an `InputError` where the second form has no room for that. */
export async function changeNeeds(context: Context, actor: Actor, seen: SeenEvent, needs: Needs): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  requireSecondFits({ ...event, needs });
  await saveEvent(context, actor, event, { needs });
  await showAnew(context, event);
}

/** What comes after an event, and what is counted. */
export type Afterwards = Pick<CommunityEvent, 'certificate' | 'requiredShare' | 'feedback' | 'countsWomen'>;

export async function changeAfterwards(context: Context, actor: Actor, seen: SeenEvent, afterwards: Afterwards): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  await saveEvent(context, actor, event, afterwards);
}

/** Deletes a draft. Throws an `InputError` for an event that was announced meanwhile. */
export async function discardDraft(context: Context, actor: Actor, seen: SeenEvent): Promise<void> {
  const { event } = await requireSeen(context, seen, actor);
  if (event.state !== 'draft') throw changedMeanwhile();
  const store = eventsStore(context.tx);
  await discardEverywhere(context, await store.fileIdsOf(event.id));
  await store.removeEvent(event.id);
  if (event.series !== null) await store.removeSeries(event.series);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.discard', details: { event: event.id } });
}
