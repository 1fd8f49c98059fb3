import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { allAs, firstAs, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { EventId, EventPerson, EventPersonId, EventRole } from '../types.js';
import type { EventsTables } from './tables.js';

export function toPerson(row: Omit<Selectable<EventsTables['event_people']>, 'community_id'>): EventPerson {
  return {
    id: row.id,
    event: row.event_id,
    role: row.role,
    member: row.member_id,
    name: row.name,
    about: row.about,
    agreedAt: row.agreed_at,
  };
}

const selectPeople = ({ db, community }: Tx) =>
  db
    .withTables<EventsTables>()
    .selectFrom('event_people')
    .select(['id', 'event_id', 'role', 'member_id', 'name', 'about', 'agreed_at'])
    .where('community_id', '=', community)
    .orderBy('id');

/** Everybody who does something at an event, in the order in which they were added; also those who have not agreed to be named. */
export async function peopleOfEvent(tx: Tx, event: EventId): Promise<readonly EventPerson[]> {
  return allAs(selectPeople(tx).where('event_id', '=', event), toPerson);
}

/** The same of several events. */
export async function peopleOfEvents(tx: Tx, events: readonly EventId[]): Promise<readonly EventPerson[]> {
  return events.length === 0 ? [] : (await selectPeople(tx).where('event_id', 'in', events).execute()).map(toPerson);
}

/** What a member does at which event, in these roles; also where they have not agreed to be named. */
export async function eventsOfPerson(
  tx: Tx,
  member: MemberId,
  roles: readonly [EventRole, ...EventRole[]],
): Promise<readonly EventPerson[]> {
  return allAs(selectPeople(tx).where('member_id', '=', member).where('role', 'in', roles), toPerson);
}

/** Who does what at events. */
export function eventPeopleStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  return {
    async person(id: EventPersonId): Promise<EventPerson | undefined> {
      return firstAs(selectPeople(tx).where('id', '=', id), toPerson);
    },
    async insertPerson({ event, role, member, name, about, agreedAt }: Omit<EventPerson, 'id'>): Promise<EventPersonId> {
      return await insertRow({ db, community }, 'event_people', {
        event_id: event,
        role,
        member_id: member,
        name,
        about,
        agreed_at: agreedAt,
      });
    },
    /** They said yes to being named. */
    async agree(id: EventPersonId, at: Instant): Promise<void> {
      await updateRows({ db, community }, 'event_people', { agreed_at: at }, { id });
    },
    async removePerson(id: EventPersonId): Promise<void> {
      await removeRows({ db, community }, 'event_people', { id });
    },
  };
}
