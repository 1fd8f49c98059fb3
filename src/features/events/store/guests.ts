import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { firstAs, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { EventId, Registration, RegistrationId } from '../types.js';
import { answersColumn } from './columns.js';
import { REGISTRATION_COLUMNS, toRegistration } from './registrations.js';
import type { EventsTables } from './tables.js';

/** The link by which guests register for an event; the secret in it is nowhere written down. */
export interface GuestLink {
  readonly event: EventId;
  readonly hash: string;
  readonly usesLeft: number;
  /** At the latest; it holds as long as its event takes registrations, which may move. */
  readonly expiresAt: Instant;
}

export type NewGuest = Pick<
  Registration,
  | 'event'
  | 'guestName'
  | 'guestOrganisation'
  | 'guestEmail'
  | 'guestLanguage'
  | 'state'
  | 'attends'
  | 'answers'
  | 'recordingAgreed'
  | 'registeredAt'
> & {
  /** Of the form, so that one that is sent twice is one guest. */
  readonly hash: string;
};

/** A registration from which everything is erased that a guest wrote. */
const WITHOUT_WORDS = {
  guest_name: null,
  guest_organisation: null,
  guest_email: null,
  guest_language: null,
  answers: null,
  second_answers: null,
  recording_agreed: flag(false),
} as const;

/** Guests of events: their links, and what they write. */
export function guestStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  const links = () =>
    db
      .selectFrom('event_invitations')
      .select(['event_id as event', 'token_hash as hash', 'uses_left as usesLeft', 'expires_at as expiresAt'])
      .where('community_id', '=', community);
  const guests = () => db.selectFrom('event_registrations').select(REGISTRATION_COLUMNS).where('community_id', '=', community);
  return {
    async guestLinkOf(event: EventId): Promise<GuestLink | undefined> {
      return links().where('event_id', '=', event).executeTakeFirst();
    },
    async guestLink(hash: string): Promise<GuestLink | undefined> {
      return links().where('token_hash', '=', hash).executeTakeFirst();
    },
    /** An event has one link at most. */
    async saveGuestLink({ event, hash, usesLeft, expiresAt }: GuestLink): Promise<void> {
      await removeRows({ db, community }, 'event_invitations', { event_id: event });
      await db
        .insertInto('event_invitations')
        .values({ community_id: community, event_id: event, token_hash: hash, uses_left: usesLeft, expires_at: expiresAt })
        .execute();
    },
    async removeGuestLink(event: EventId): Promise<void> {
      await removeRows({ db, community }, 'event_invitations', { event_id: event });
    },
    /** Whether the link could be used once more. */
    async useGuestLink(hash: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('event_invitations')
        .set(({ eb, ref }) => ({ uses_left: eb(ref('uses_left'), '-', 1) }))
        .where('community_id', '=', community)
        .where('token_hash', '=', hash)
        .where('uses_left', '>', 0)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    async insertGuest(guest: NewGuest): Promise<RegistrationId> {
      return await insertRow({ db, community }, 'event_registrations', {
        event_id: guest.event,
        member_id: null,
        guest_name: guest.guestName,
        guest_organisation: guest.guestOrganisation,
        guest_email: guest.guestEmail,
        guest_language: guest.guestLanguage,
        guest_token_hash: guest.hash,
        is_guest: flag(true),
        state: guest.state,
        attends: guest.attends,
        answers: guest.answers === null ? null : answersColumn.write(guest.answers),
        recording_agreed: flag(guest.recordingAgreed),
        registered_at: guest.registeredAt,
        waiting_since: guest.state === 'waiting' ? guest.registeredAt : null,
      });
    },
    /** The guest who sent this form. */
    async guestByForm(event: EventId, hash: string): Promise<Registration | undefined> {
      return firstAs(guests().where('event_id', '=', event).where('guest_token_hash', '=', hash), toRegistration);
    },
    /** Somebody who registered by a link and is not erased. */
    async guest(id: RegistrationId): Promise<Registration | undefined> {
      return firstAs(guests().where('id', '=', id).where('guest_token_hash', 'is not', null), toRegistration);
    },
    /** Takes a guest's answer back with everything that they wrote; their own page still says so. */
    async withdrawGuest(id: Registration['id']): Promise<void> {
      await updateRows(
        { db, community },
        'event_registrations',
        { ...WITHOUT_WORDS, state: 'declined', waiting_since: null, offered_until: null },
        { id },
      );
    },
    /** Erases what a guest wrote once the event is over, and their name on certificates, which hold no more. That they came counts. */
    async eraseGuest(id: Registration['id'], at: Instant): Promise<void> {
      const row = await guests().where('id', '=', id).where('is_guest', '=', 1).executeTakeFirst();
      if (!row) return;
      const guest = toRegistration(row);
      await db
        .updateTable('event_certificates')
        .set(({ fn, ref, val }) => ({ name: null, withdrawn_at: fn.coalesce(ref('withdrawn_at'), val(at)) }))
        .where('community_id', '=', community)
        .where('event_id', '=', guest.event)
        .where('member_id', 'is', null)
        // What was issued before certificates knew their guest is known by the name.
        .where(({ eb, or, and }) =>
          or([
            eb('registration_id', '=', id),
            and([eb('registration_id', 'is', null), eb('role', '=', 'attendee'), eb('name', '=', guest.guestName ?? '')]),
          ]),
        )
        .execute();
      await db.updateTable('event_registrations').set(WITHOUT_WORDS).where('community_id', '=', community).where('id', '=', id).execute();
    },
    /** How many guests of an event gave this address. */
    async guestsWithAddress(event: EventId, address: string): Promise<number> {
      const { count } = await db
        .selectFrom('event_registrations')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where(({ eb, fn }) => eb(fn<string>('lower', ['guest_email']), '=', address.toLowerCase()))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    /** How many guests have registered by a link and have not withdrawn. */
    async guestsOf(event: EventId): Promise<number> {
      const { count } = await db
        .selectFrom('event_registrations')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('guest_token_hash', 'is not', null)
        .where('state', '!=', 'declined')
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
