import type { Language } from '../../../core/language.js';
import type { Instant } from '../../../core/time.js';
import { speaker } from '../../../language/index.js';
import { peopleLines } from '../making/people/cards/names.js';
import type { NamedPerson } from '../making/people/named.js';
import { hasOwnPlace } from '../rules/places.js';
import { whereOf } from '../rules/where.js';
import type { WholeEvent } from '../store/index.js';
import { textIn } from '../text-of.js';
import type { Registration, Session } from '../types.js';

/** A session as an entry of a calendar (VEVENT of RFC 5545). */
export interface CalendarEntry {
  readonly uid: string;
  readonly sequence: number;
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly zone: string;
  readonly title: string;
  readonly about: string;
  readonly where: string;
  /** The address where people join. */
  readonly link: string;
  /** When it was last changed; now unless told. */
  readonly stamp?: Instant;
}

/** An event as its reader may see it. */
export interface SeenInCalendar extends WholeEvent {
  readonly registration: Registration | undefined;
  readonly showsWhere: boolean;
  /** Whoever may be named. */
  readonly people: readonly NamedPerson[];
}

/** One entry for each session. */
export function entriesOf(seen: SeenInCalendar, language: Language): readonly CalendarEntry[] {
  const { event, sessions, registration, showsWhere } = seen;
  const text = textIn(event, language);
  const shows = showsWhere && event.state !== 'cancelled';
  const titleOf = ({ position }: Session) =>
    sessions.length === 1 ? (text?.title ?? '') : `${text?.title ?? ''} (${position}/${sessions.length})`;
  return sessions.map((session) => ({
    uid: uidOf(seen, session),
    sequence: event.sequence,
    status: statusOf(seen, session),
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    zone: event.zone,
    title: titleOf(session),
    about: [
      text?.about ?? '',
      peopleLines(seen.people, language).join('\n'),
      ...(shows ? [event.place, event.link] : hintOf(seen, language)),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    where: shows ? whereOf(event, registration) : '',
    link: shows ? event.link : '',
  }));
}

/** The same for as long as the session exists. The moment at which the event was made tells communities apart. */
function uidOf({ event }: SeenInCalendar, { id }: Session): string {
  return `event-${event.id}-${id}-${event.createdAt}@mudhif`;
}

function statusOf({ event, registration }: SeenInCalendar, { state }: Session): CalendarEntry['status'] {
  if (event.state === 'cancelled' || state === 'cancelled') return 'CANCELLED';
  return registration === undefined || registration.state === 'going' ? 'CONFIRMED' : 'TENTATIVE';
}

function hintOf({ event, registration }: SeenInCalendar, language: Language): readonly string[] {
  if (registration === undefined || !hasOwnPlace(registration) || event.state === 'cancelled') return [];
  return [speaker(language).plain('events-calendars.where-later')];
}
