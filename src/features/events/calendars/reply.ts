import { isAllowed } from '../../../core/access.js';
import type { Card, Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { publicPeopleOf } from '../making/people/named.js';
import { viewRegistration } from '../registration/view.js';
import { isOver } from '../rules/state.js';
import { mayKnowWhere } from '../rules/where.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { publicFeed } from './addresses.js';
import { allCard, eventCard } from './cards/calendar.js';
import { entriesOf, type SeenInCalendar } from './entries.js';
import { writeCalendar } from './write.js';

/** An event as a file. */
export async function calendarOf(context: Context, request: Request, id: EventId): Promise<Reply> {
  const view = await viewRegistration(context, request.actor, id);
  return withFile(context, request, [view], `event-${id}.ics`, eventCard(view, request.language));
}

/** All coming events that a member goes to, or may, as one file. */
export async function ownCalendar(context: Context, request: Request): Promise<Reply> {
  const { actor, language } = request;
  const store = eventsStore(context.tx);
  const own = await store.registrationsBy(actor.id, ['going', 'offered', 'maybe']);
  const registrations = new Map(own.map((registration) => [registration.event, registration]));
  const people = await publicPeopleOf(context, [...registrations.keys()]);
  const seen = (await store.wholeOf([...registrations.keys()])).flatMap((whole): readonly SeenInCalendar[] => {
    if (whole.event.state === 'draft' || isOver(whole.sessions, context.now)) return [];
    const registration = registrations.get(whole.event.id);
    const showsWhere = isAllowed(actor, 'organiser') || mayKnowWhere(whole.sessions, registration, context.now);
    return [{ ...whole, registration, showsWhere, people: people.filter(({ event }) => event === whole.event.id), now: context.now }];
  });
  return withFile(context, request, seen, 'events.ics', allCard(seen, language, publicFeed(context)));
}

async function withFile(
  context: Context,
  { language }: Request,
  seen: readonly SeenInCalendar[],
  name: string,
  shown: Card,
): Promise<Reply> {
  const entries = seen.flatMap((event) => entriesOf(event, language));
  if (entries.length === 0) return { type: 'message', message: { cards: [shown] }, visibility: 'private' };
  const text = await writeCalendar(speaker(language).plain('events-calendars.name'), entries, context.now);
  const file = { name, mediaType: 'text/calendar; charset=utf-8', bytes: new TextEncoder().encode(text) };
  return { type: 'message', message: { cards: [shown], files: [file] }, visibility: 'private' };
}
