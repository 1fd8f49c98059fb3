import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { chunks } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { firstAs, insertMany, removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { Attendance, EventId, EventRole, RegistrationId } from '../types.js';
import { ATTENDANCE } from './attendance.js';
import type { EventsTables } from './tables.js';

/** How many rows one statement writes, so that SQLite's limit of variables is kept. */
const ROWS_AT_ONCE = 500;

/** Why somebody gets a certificate. */
export type CertificateRole = 'attendee' | EventRole;

export interface Certificate {
  readonly number: string;
  readonly tokenHash: string;
  readonly event: EventId;
  /** Null for a guest, and once the person was erased. */
  readonly member: MemberId | null;
  /** Of a guest who came: with it they are erased. */
  readonly registration: RegistrationId | null;
  readonly role: CertificateRole;
  /** As it was issued; null once the person was erased. */
  readonly name: string | null;
  readonly language: Language;
  readonly issuedAt: Instant;
  readonly withdrawnAt: Instant | null;
}

/** What somebody does at an event. */
export interface RoleAt {
  readonly event: EventId;
  readonly role: EventRole;
  readonly member: MemberId | null;
  readonly name: string | null;
}

const COLUMNS = [
  'number',
  'token_hash',
  'event_id',
  'member_id',
  'registration_id',
  'role',
  'name',
  'language',
  'issued_at',
  'withdrawn_at',
] as const;

function toCertificate(row: Omit<Selectable<EventsTables['event_certificates']>, 'community_id'>): Certificate {
  return {
    number: row.number,
    tokenHash: row.token_hash,
    event: row.event_id,
    member: row.member_id,
    registration: row.registration_id,
    role: row.role,
    name: row.name,
    language: row.language,
    issuedAt: row.issued_at,
    withdrawnAt: row.withdrawn_at,
  };
}

/** Certificates, and what they are given for. */
export function certificateStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  const place = { db, community };
  const select = () => db.selectFrom('event_certificates').select(COLUMNS).where('community_id', '=', community);
  const roles = () =>
    db
      .selectFrom('event_people')
      .select(['event_id as event', 'role', 'member_id as member', 'name'])
      .where('community_id', '=', community)
      .where('agreed_at', 'is not', null)
      .orderBy('id');
  const issuedAt = (event: EventId): Lookup<readonly Certificate[]> =>
    lookup(select().where('event_id', '=', event).orderBy('issued_at').orderBy('number'), (rows) => rows.map(toCertificate));
  return {
    async certificate(number: string): Promise<Certificate | undefined> {
      return firstAs(select().where('number', '=', number), toCertificate);
    },
    /** All of an event, also withdrawn ones, in the order in which they were issued. */
    certificatesAt: (event: EventId): Promise<readonly Certificate[]> => tx.find(issuedAt(event)),
    issuedAt,
    /** Who speaks, hosts or does something else at an event, and agreed to it. */
    roles: (event: EventId): Lookup<readonly RoleAt[]> => lookup(roles().where('event_id', '=', event), (rows) => rows),
    /** What a member may have certificates for, and has, in one statement. */
    async deedsOf(member: MemberId) {
      const found = await readInOneStatement(tx, {
        certificates: select().where('member_id', '=', member).orderBy('issued_at').orderBy('number'),
        roles: roles().where('member_id', '=', member),
        attendance: db
          .selectFrom('event_attendance')
          .innerJoin('event_registrations', 'event_registrations.id', 'event_attendance.registration_id')
          .select(['event_registrations.event_id as event', ...ATTENDANCE])
          .where('event_attendance.community_id', '=', community)
          .where('event_registrations.member_id', '=', member)
          .orderBy('event_attendance.recorded_at'),
      });
      const attendance: readonly (Attendance & { readonly event: EventId })[] = found.attendance;
      const at: readonly RoleAt[] = found.roles;
      return { certificates: found.certificates.map(toCertificate), roles: at, attendance };
    },
    async insertCertificates(certificates: readonly Certificate[]): Promise<void> {
      for (const some of chunks(certificates, ROWS_AT_ONCE)) {
        await insertMany(
          { db, community },
          'event_certificates',
          some.map((one) => ({
            number: one.number,
            token_hash: one.tokenHash,
            event_id: one.event,
            member_id: one.member,
            registration_id: one.registration,
            role: one.role,
            name: one.name,
            language: one.language,
            issued_at: one.issuedAt,
            withdrawn_at: one.withdrawnAt,
          })),
        );
      }
    },
    /** It holds no more, and names nobody. */
    async withdrawCertificate(number: string, at: Instant): Promise<void> {
      await updateRows(place, 'event_certificates', { withdrawn_at: at, name: null }, { number, withdrawn_at: null });
    },
    /**
     * Erases the names of guests on certificates that were issued by then: they hold no more. Returns when the next one was issued that
     * names a guest.
     */
    async eraseGuestsOn(issuedBefore: Instant, at: Instant): Promise<Instant | undefined> {
      const named = () => select().where('member_id', 'is', null).where('name', 'is not', null);
      const due = await named().where('issued_at', '<=', issuedBefore).execute();
      for (const { number } of due) await this.withdrawCertificate(number, at);
      const next = await named().orderBy('issued_at').limit(1).executeTakeFirst();
      return next?.issued_at;
    },
    /** Nobody is named any more as this guest who did something at an event. */
    async removeGuestPerson({ event, role, name }: Pick<Certificate, 'event' | 'role' | 'name'>): Promise<void> {
      if (role === 'attendee' || name === null) return;
      await removeRows(place, 'event_people', { event_id: event, role, member_id: null, name });
    },
    /** A guest has another name, wherever the event names them. */
    async renameGuest(event: EventId, from: string, to: string): Promise<void> {
      const guest = { event_id: event, member_id: null };
      await updateRows(place, 'event_people', { name: to }, { ...guest, name: from });
      await updateRows(place, 'event_registrations', { guest_name: to }, { ...guest, guest_name: from });
    },
  };
}
