import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { allAs, firstAs, removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import { type Taken, WITH_PLACE } from '../rules/places.js';
import type { EventId, Registration, RegistrationId, RegistrationState } from '../types.js';
import { answersColumn } from './columns.js';
import type { EventsTables } from './tables.js';

export function toRegistration(row: Omit<Selectable<EventsTables['event_registrations']>, 'guest_token_hash'>): Registration {
  return {
    id: row.id,
    event: row.event_id,
    member: row.member_id,
    guestName: row.guest_name,
    guestOrganisation: row.guest_organisation,
    guestEmail: row.guest_email,
    guestLanguage: row.guest_language,
    isGuest: row.is_guest === 1,
    organisation: row.organisation_id,
    state: row.state,
    attends: row.attends,
    version: row.version,
    answers: row.answers === null ? null : answersColumn.read(row.answers),
    secondAnswers: row.second_answers === null ? null : answersColumn.read(row.second_answers),
    recordingAgreed: row.recording_agreed === 1,
    reminds: row.reminds === null ? null : row.reminds === 1,
    registeredBy: row.registered_by,
    registeredAt: row.registered_at,
    waitingSince: row.waiting_since,
    offeredUntil: row.offered_until,
  };
}

/** What somebody answered, for a row that is written anew or changed. */
export type Answered = Pick<Registration, 'event' | 'member' | 'organisation' | 'state' | 'attends' | 'registeredAt' | 'waitingSince'> & {
  /** To the questions; left out, they stay as they are. */
  readonly answers?: readonly string[] | undefined;
};

/** Whoever does not come has their answers erased. */
function answersOf(state: RegistrationState | undefined, answers?: readonly string[]) {
  if (state === 'declined') return { answers: null, second_answers: null, recording_agreed: flag(false) };
  return answers === undefined ? {} : { answers: answersColumn.write(answers) };
}

/** By name, for statements that read several tables. */
export const REGISTRATION_COLUMNS = [
  'id',
  'community_id',
  'event_id',
  'member_id',
  'guest_name',
  'guest_organisation',
  'guest_email',
  'guest_language',
  'is_guest',
  'organisation_id',
  'state',
  'attends',
  'version',
  'answers',
  'second_answers',
  'recording_agreed',
  'reminds',
  'registered_by',
  'registered_at',
  'waiting_since',
  'offered_until',
] as const;

/** An event's places as one member sees them. */
export interface PlacesOf {
  readonly own: Registration | undefined;
  /** What others have. */
  readonly taken: readonly Taken[];
}

/** Who comes to which event. */
export function registrationStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  const select = () => db.selectFrom('event_registrations').select(REGISTRATION_COLUMNS).where('community_id', '=', community);
  const registrations = (event: EventId): Lookup<readonly Registration[]> =>
    lookup(select().where('event_id', '=', event).orderBy('registered_at').orderBy('id'), (rows) => rows.map(toRegistration));
  const taken = (event: EventId) =>
    db
      .selectFrom('event_registrations')
      .select(({ fn }) => ['attends', 'organisation_id', fn.countAll<number | string>().as('count')])
      .where('community_id', '=', community)
      .where('event_id', '=', event)
      .where('state', 'in', WITH_PLACE)
      .groupBy(['attends', 'organisation_id']);
  type TakenRow = Awaited<ReturnType<ReturnType<typeof taken>['execute']>>[number];
  const toTaken = ({ attends, organisation_id, count }: TakenRow): Taken => ({
    attends,
    organisation: organisation_id,
    count: Number(count),
  });
  return {
    /** A member's registration and the places that others have, in one statement. */
    async placesOf(event: EventId, member: MemberId): Promise<PlacesOf> {
      const found = await readInOneStatement(tx, {
        own: select().where('event_id', '=', event).where('member_id', '=', member),
        taken: taken(event).where(({ eb, or }) => or([eb('member_id', 'is', null), eb('member_id', '!=', member)])),
      });
      const [own] = found.own.map(toRegistration);
      return { own, taken: found.taken.map(toTaken) };
    },
    /** All places that somebody has. */
    async takenIn(event: EventId): Promise<readonly Taken[]> {
      return allAs(taken(event), toTaken);
    },
    /** Who waits for a place, in their order. */
    async waitingFor(event: EventId): Promise<readonly Registration[]> {
      return allAs(
        select().where('event_id', '=', event).where('state', '=', 'waiting').orderBy('waiting_since').orderBy('id'),
        toRegistration,
      );
    },
    /** The announced events to come for which somebody waits. */
    async withWaiting(now: Instant): Promise<readonly EventId[]> {
      const rows = await db
        .selectFrom('event_registrations')
        .innerJoin('events', 'events.id', 'event_registrations.event_id')
        .innerJoin('event_sessions', 'event_sessions.event_id', 'events.id')
        .select('events.id')
        .distinct()
        .where('event_registrations.community_id', '=', community)
        .where('event_registrations.state', '=', 'waiting')
        .where('events.state', '=', 'announced')
        .where('event_sessions.ends_at', '>', now)
        .orderBy('events.id')
        .execute();
      return rows.map(({ id }) => id);
    },
    /** How many wait before somebody who waits since then. */
    async waitingBefore(
      event: EventId,
      { id, waitingSince }: { readonly id: RegistrationId; readonly waitingSince: Instant },
    ): Promise<number> {
      const { count } = await db
        .selectFrom('event_registrations')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('state', '=', 'waiting')
        .where(({ eb, or, and }) =>
          or([eb('waiting_since', '<', waitingSince), and([eb('waiting_since', '=', waitingSince), eb('id', '<', id)])]),
        )
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    /** In the order in which they registered. */
    registrations,
    registrationsOf: (event: EventId): Promise<readonly Registration[]> => tx.find(registrations(event)),
    async registration(id: RegistrationId): Promise<Registration | undefined> {
      return firstAs(select().where('id', '=', id), toRegistration);
    },
    async registrationOf(event: EventId, member: MemberId): Promise<Registration | undefined> {
      return firstAs(select().where('event_id', '=', event).where('member_id', '=', member), toRegistration);
    },
    /** A member's registrations in these states. */
    async registrationsBy(
      member: MemberId,
      states: readonly [RegistrationState, ...RegistrationState[]],
    ): Promise<readonly Registration[]> {
      return allAs(select().where('member_id', '=', member).where('state', 'in', states).orderBy('registered_at'), toRegistration);
    },
    /** Writes what a member answered; an earlier answer of theirs is replaced. */
    async saveAnswer(answered: Answered): Promise<void> {
      const { event, member, organisation, state, attends, registeredAt, waitingSince, answers } = answered;
      const changing = {
        organisation_id: organisation,
        state,
        attends,
        registered_at: registeredAt,
        waiting_since: waitingSince,
        ...answersOf(state, answers),
      };
      await db
        .insertInto('event_registrations')
        .values({ community_id: community, event_id: event, member_id: member, ...changing })
        .onConflict((conflict) =>
          conflict.columns(['event_id', 'member_id']).doUpdateSet(({ eb, ref }) => ({
            ...changing,
            offered_until: null,
            version: eb(ref('event_registrations.version'), '+', 1),
          })),
        )
        .execute();
    },
    /** Registers somebody who has yet to confirm it. Returns the registration; undefined if they have answered before. */
    async invite(
      invited: Pick<Registration, 'event' | 'organisation' | 'attends' | 'registeredAt'> & Record<'member' | 'registeredBy', MemberId>,
    ): Promise<RegistrationId | undefined> {
      const { event, member, organisation, attends, registeredBy, registeredAt } = invited;
      const row = await db
        .insertInto('event_registrations')
        .values({
          community_id: community,
          event_id: event,
          member_id: member,
          organisation_id: organisation,
          state: 'invited',
          attends,
          registered_by: registeredBy,
          registered_at: registeredAt,
        })
        .onConflict((conflict) => conflict.columns(['event_id', 'member_id']).doNothing())
        .returning('id')
        .executeTakeFirst();
      return row?.id;
    },
    /** Whoever has a place keeps it until they answer for the other day. */
    async askAgain(event: EventId): Promise<void> {
      await updateRows(
        { db, community },
        'event_registrations',
        { state: 'offered', offered_until: null },
        { event_id: event, state: 'going' },
      );
    },
    /** Several registrations of one event get the same state. */
    async decide(ids: readonly RegistrationId[], state: 'going' | 'not-selected'): Promise<void> {
      if (ids.length === 0) return;
      await db
        .updateTable('event_registrations')
        .set({ state })
        .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
        .where('community_id', '=', community)
        .where('id', 'in', ids)
        .execute();
    },
    /** Whether somebody answered the questions, or the second form. */
    async hasAnswers(event: EventId, which: 'first' | 'second'): Promise<boolean> {
      const row = await db
        .selectFrom('event_registrations')
        .select('id')
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where(which === 'first' ? 'answers' : 'second_answers', 'is not', null)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async removeRegistrations(event: EventId): Promise<void> {
      await removeRows({ db, community }, 'event_registrations', { event_id: event });
    },
    async updateRegistration(
      id: RegistrationId,
      change: Partial<
        Pick<Registration, 'state' | 'waitingSince' | 'offeredUntil' | 'reminds' | 'secondAnswers' | 'recordingAgreed' | 'guestLanguage'>
      >,
    ): Promise<void> {
      await db
        .updateTable('event_registrations')
        .set({
          state: change.state,
          waiting_since: change.waitingSince,
          offered_until: change.offeredUntil,
          guest_language: change.guestLanguage,
          reminds: change.reminds === undefined ? undefined : change.reminds === null ? null : flag(change.reminds),
          ...(change.secondAnswers && { second_answers: answersColumn.write(change.secondAnswers) }),
          ...(change.recordingAgreed !== undefined && { recording_agreed: flag(change.recordingAgreed) }),
          ...answersOf(change.state),
        })
        .set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .execute();
    },
  };
}
