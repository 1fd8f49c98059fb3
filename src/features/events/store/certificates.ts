import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { chunks } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import type { Attendance, EventId, EventRole, RegistrationId } from '../types.js';
import { ATTENDANCE } from './attendance.js';
import type { EventsTables } from './tables.js';

/** Below the number of variables that SQLite takes in one statement. */
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
  const { community } = tx;
  const db = tx.db.withTables<EventsTables>();
  const select = () => db.selectFrom('event_certificates').select(COLUMNS).where('community_id', '=', community);
  const roles = () =>
    db
      .selectFrom('event_people')
      .select(['event_id as event', 'role', 'member_id as member', 'name'])
      .where('community_id', '=', community)
      .where('agreed_at', 'is not', null)
      .orderBy('id');
  return {
    async certificate(number: string): Promise<Certificate | undefined> {
      const row = await select().where('number', '=', number).executeTakeFirst();
      return row && toCertificate(row);
    },
    /** All of an event, also withdrawn ones, in the order in which they were issued. */
    async certificatesAt(event: EventId): Promise<readonly Certificate[]> {
      const rows = await select().where('event_id', '=', event).orderBy('issued_at').orderBy('number').execute();
      return rows.map(toCertificate);
    },
    /** Who speaks, hosts or does something else at an event, and agreed to it. */
    rolesOf: (event: EventId): Promise<readonly RoleAt[]> => roles().where('event_id', '=', event).execute(),
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
        await db
          .insertInto('event_certificates')
          .values(
            some.map((one) => ({
              community_id: community,
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
          )
          .execute();
      }
    },
    /** It holds no more, and names nobody. */
    async withdrawCertificate(number: string, at: Instant): Promise<void> {
      await db
        .updateTable('event_certificates')
        .set({ withdrawn_at: at, name: null })
        .where('community_id', '=', community)
        .where('number', '=', number)
        .where('withdrawn_at', 'is', null)
        .execute();
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
      await db
        .deleteFrom('event_people')
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('role', '=', role)
        .where('member_id', 'is', null)
        .where('name', '=', name)
        .execute();
    },
    /** A guest has another name, wherever the event names them. */
    async renameGuest(event: EventId, from: string, to: string): Promise<void> {
      await db
        .updateTable('event_people')
        .set({ name: to })
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('member_id', 'is', null)
        .where('name', '=', from)
        .execute();
      await db
        .updateTable('event_registrations')
        .set({ guest_name: to })
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('member_id', 'is', null)
        .where('guest_name', '=', from)
        .execute();
    },
  };
}
