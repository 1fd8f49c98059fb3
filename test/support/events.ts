import { localDateOf } from '../../src/calendar/wall-clock.js';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, HOUR, type Instant, toInstant, toLocalDate, toLocalTime } from '../../src/core/time.js';
import type { Tx } from '../../src/core/transaction.js';
import { PLAIN_EVENT } from '../../src/features/events/rules/kinds.js';
import type { NewEvent } from '../../src/features/events/store/index.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventsTables } from '../../src/features/events/store/tables.js';
import type { EventId } from '../../src/features/events/types.js';

/** An announced webinar, two weeks after it was made, with what is given instead. */
export function anEvent(now: Instant, given: Partial<NewEvent> = {}): NewEvent {
  return {
    series: null,
    occurrence: null,
    changedAlone: false,
    kind: 'webinar',
    format: 'virtual',
    state: 'announced',
    language: 'en',
    texts: { en: { title: 'Safe spaces', about: 'What we learned' } },
    zone: 'Asia/Baghdad',
    place: '',
    link: 'https://meet.example.org/abc',
    roomCapacity: null,
    onlineCapacity: null,
    organisationSeats: null,
    ...PLAIN_EVENT,
    certificate: false,
    requiredShare: 80,
    feedback: true,
    announcedAt: (given.state ?? 'announced') === 'announced' ? now : null,
    createdBy: null,
    createdAt: now,
    ...given,
  };
}

/** Writes it with one session. */
export async function insertEvent(tx: Tx, now: Instant, given: Partial<NewEvent> = {}): Promise<EventId> {
  const store = eventsStore(tx);
  const event = await store.insertEvent(anEvent(now, given));
  const startsAt = after(now, 14 * DAY);
  await store.insertSession({
    event,
    position: 1,
    state: 'planned',
    date: toLocalDate(localDateOf(startsAt, 'Asia/Baghdad')),
    startTime: toLocalTime('10:00'),
    endTime: toLocalTime('11:00'),
    startsAt,
    endsAt: after(startsAt, HOUR),
  });
  return event;
}

/** Somebody comes to it. */
export function insertGoing(tx: Tx, event: EventId, member: MemberId): Promise<void> {
  const going = { organisation: null, state: 'going', attends: 'online', registeredAt: toInstant(0), waitingSince: null } as const;
  return eventsStore(tx).saveAnswer({ event, member, ...going });
}

/** Somebody from outside speaks there. */
export async function insertGuestSpeaker({ db, community }: Tx, event: EventId, name: string, agreedAt: Instant): Promise<void> {
  const row = { community_id: community, event_id: event, role: 'speaker', member_id: null, name, agreed_at: agreedAt } as const;
  await db.withTables<EventsTables>().insertInto('event_people').values(row).execute();
}

/** Lets a member keep its list. */
export async function insertHost({ db, community }: Tx, event: EventId, member: MemberId): Promise<void> {
  const row = { community_id: community, event_id: event, role: 'host', member_id: member, name: null, agreed_at: null } as const;
  await db.withTables<EventsTables>().insertInto('event_people').values(row).execute();
}

/** A member who agreed to speak there. */
export async function insertSpeaker(tx: Tx, event: EventId, member: MemberId, agreedAt: Instant): Promise<void> {
  await eventsStore(tx).insertPerson({ event, role: 'speaker', member, name: null, about: '', agreedAt });
}
