import type { Language } from '../../../core/language.js';
import { after, type Instant } from '../../../core/time.js';
import { speaker } from '../../../language/index.js';
import { peopleLines } from '../making/people/cards/names.js';
import type { NamedPerson } from '../making/people/named.js';
import { PLACE_SHOWN_BEFORE, SESSIONS_MAX } from '../rules/limits.js';
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
  readonly now: Instant;
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
    sequence: sequenceOf(seen),
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

/** By how much the number grows with each change: more than an event has phases, so that it grows whatever a change does to them. */
const PER_CHANGE = 2 * SESSIONS_MAX + 1;

/**
 * It grows with every change of the event and of the reader's answer, and whenever place and link are shown or hidden, which goes by
 * the clock: programs keep what they have of an entry with the same number.
 */
function sequenceOf({ event, registration, sessions, now }: SeenInCalendar): number {
  const shown = registration === undefined ? [] : sessions;
  const phases = shown.reduce(
    (passed, { startsAt, endsAt }) => passed + (now >= after(startsAt, -PLACE_SHOWN_BEFORE) ? 1 : 0) + (now >= endsAt ? 1 : 0),
    0,
  );
  return PER_CHANGE * (event.version + (registration?.version ?? 0)) + phases;
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
