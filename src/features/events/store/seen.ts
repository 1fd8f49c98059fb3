import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { placeIn } from '../../../sql/tables.js';
import { WITH_PLACE } from '../rules/places.js';
import type { DroppedFile, EventFile, Reached } from '../slides/types.js';
import type { Attendance, EventId, EventPerson, EventRole, Material, Registration, RegistrationState, SessionId } from '../types.js';
import { selectAttendance } from './attendance.js';
import { toPerson } from './event-people.js';
import { EVENT_COLUMNS, SESSION_COLUMNS, toEvent, toSession, type WholeEvent } from './events.js';
import { reachedOf, reachQueries } from './file-readers.js';
import { FILE_COLUMNS, toDropped, toFile } from './files.js';
import { selectMaterials, toMaterials } from './materials.js';
import { type PlacesOf, REGISTRATION_COLUMNS, toRegistration } from './registrations.js';
import type { EventsTables } from './tables.js';

/** How many have a place, wait for one, and have applied. */
export interface Counts {
  readonly going: number;
  readonly waiting: number;
  readonly applied: number;
}

/** What there is of an event, and what the reader gave and has still to say something about. */
export interface SeenMaterials {
  readonly materials: readonly Material[];
  readonly files: readonly EventFile[];
  readonly asked: readonly DroppedFile[];
}

/** How many people were there. */
export interface Attended {
  readonly attended: number;
}

export interface WithRoles extends WholeEvent {
  /** What one member does there. */
  readonly roles: readonly EventRole[];
}

/** What is read together is read in one statement: a click costs few of them. */
export function seenStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  const events = () => db.selectFrom('events').select(EVENT_COLUMNS).where('community_id', '=', community);
  const sessions = () => db.selectFrom('event_sessions').select(SESSION_COLUMNS).where('community_id', '=', community).orderBy('position');
  const roles = (member: MemberId) =>
    db.selectFrom('event_people').select('role').where('community_id', '=', community).where('member_id', '=', member);
  const people = (event: EventId) =>
    db
      .selectFrom('event_people')
      .select(['id', 'event_id', 'role', 'member_id', 'name', 'about', 'agreed_at'])
      .where('community_id', '=', community)
      .where('event_id', '=', event)
      .orderBy('id');
  const registrations = (event: EventId) =>
    db.selectFrom('event_registrations').select(REGISTRATION_COLUMNS).where('community_id', '=', community).where('event_id', '=', event);
  const eventOf = (session: SessionId) =>
    db.selectFrom('event_sessions as own').select('own.event_id').where('own.community_id', '=', community).where('own.id', '=', session);
  const withRoles = async (event: EventId | ReturnType<typeof eventOf>, member: MemberId): Promise<WithRoles | undefined> => {
    const found = await readInOneStatement(tx, {
      events: events().where('id', '=', event),
      sessions: sessions().where('event_id', '=', event),
      roles: roles(member).where('event_id', '=', event),
    });
    const [known] = found.events.map(toEvent);
    return known && { event: known, sessions: found.sessions.map(toSession), roles: found.roles.map(({ role }) => role) };
  };
  return {
    withRoles,
    /** The same by one of its sessions. */
    withRolesBySession(session: SessionId, member: MemberId): Promise<WithRoles | undefined> {
      return withRoles(eventOf(session), member);
    },
    /** What a member sees of an event beside itself: their registration, the places of others, people and materials. */
    async seenBy(event: EventId, member: MemberId): Promise<PlacesOf & SeenMaterials & { readonly people: readonly EventPerson[] }> {
      const found = await readInOneStatement(tx, {
        own: registrations(event).where('member_id', '=', member),
        taken: db
          .selectFrom('event_registrations')
          .select(({ fn }) => ['attends', 'organisation_id', fn.countAll<number | string>().as('count')])
          .where('community_id', '=', community)
          .where('event_id', '=', event)
          .where('state', 'in', WITH_PLACE)
          .where(({ eb, or }) => or([eb('member_id', 'is', null), eb('member_id', '!=', member)]))
          .groupBy(['attends', 'organisation_id']),
        people: people(event),
        materials: selectMaterials(tx, event),
        files: db
          .selectFrom('event_files')
          .select([...FILE_COLUMNS, 'refusal'])
          .where('community_id', '=', community)
          .where('event_id', '=', event)
          .where(({ and, eb, or }) =>
            or([eb('state', '=', 'given'), and([eb('member_id', '=', member), eb('state', 'in', ['asked', 'refused'])])]),
          )
          .orderBy('id'),
      });
      const [own] = found.own.map(toRegistration);
      return {
        own,
        taken: found.taken.map(({ attends, organisation_id, count }) => ({ attends, organisation: organisation_id, count: Number(count) })),
        people: found.people.map(toPerson),
        materials: toMaterials(found.materials),
        files: found.files.flatMap((row) => toFile(row) ?? []),
        asked: found.files.flatMap((row) => (row.state === 'given' ? [] : [toDropped(row)])),
      };
    },
    /** An event as organisers see it, with everybody who does something there. */
    async managed(
      event: EventId,
    ): Promise<(WholeEvent & Counts & { readonly people: readonly EventPerson[]; readonly reached: Attended & Reached }) | undefined> {
      const found = await readInOneStatement(tx, {
        events: events().where('id', '=', event),
        sessions: sessions().where('event_id', '=', event),
        people: people(event),
        counts: db
          .selectFrom('event_registrations')
          .select(({ fn }) => ['state', fn.countAll<number | string>().as('count')])
          .where('community_id', '=', community)
          .where('event_id', '=', event)
          .groupBy('state'),
        ...reachQueries(tx, event),
      });
      const [known] = found.events.map(toEvent);
      const counted = (...states: readonly RegistrationState[]) =>
        found.counts.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + Number(count), 0);
      return (
        known && {
          event: known,
          sessions: found.sessions.map(toSession),
          people: found.people.map(toPerson),
          going: counted(...WITH_PLACE),
          waiting: counted('waiting'),
          applied: counted('applied'),
          reached: reachedOf(found),
        }
      );
    },
    /** Who registered for an event, in their order, and who was in which session. */
    async registrationsWithAttendance(
      event: EventId,
    ): Promise<{ readonly registrations: readonly Registration[]; readonly attendance: readonly Attendance[] }> {
      const found = await readInOneStatement(tx, {
        registrations: registrations(event).orderBy('registered_at').orderBy('id'),
        attendance: selectAttendance(tx, event),
      });
      return { registrations: found.registrations.map(toRegistration), attendance: found.attendance };
    },
  };
}
