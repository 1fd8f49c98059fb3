import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { redirect } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { answersColumn, minutesColumn, textsColumn } from './columns.js';
import type { EventsTables } from './tables.js';

/** What a member reads of themselves, and what follows an organisation. */
export function exportStore(tx: Tx) {
  const { community } = tx;
  const db = tx.db.withTables<EventsTables>();
  return {
    /** Everything that events hold about a member, in one statement. */
    async exportOf(member: MemberId): Promise<Readonly<Record<string, unknown>>> {
      const found = await readInOneStatement(tx, {
        registrations: db
          .selectFrom('event_registrations')
          .innerJoin('events', 'events.id', 'event_registrations.event_id')
          .select([
            'event_registrations.event_id',
            'events.texts',
            'event_registrations.state',
            'event_registrations.attends',
            'event_registrations.answers',
            'event_registrations.second_answers',
            'event_registrations.recording_agreed',
            'event_registrations.reminds',
            'event_registrations.registered_at',
          ])
          .where('event_registrations.community_id', '=', community)
          .where('event_registrations.member_id', '=', member)
          .orderBy('event_registrations.registered_at'),
        attendance: db
          .selectFrom('event_attendance')
          .innerJoin('event_registrations', 'event_registrations.id', 'event_attendance.registration_id')
          .select(['event_attendance.session_id', 'event_attendance.source', 'event_attendance.share', 'event_attendance.recorded_at'])
          .where('event_attendance.community_id', '=', community)
          .where('event_registrations.member_id', '=', member)
          .orderBy('event_attendance.recorded_at'),
        parts: db
          .selectFrom('event_people')
          .select(['event_id', 'role', 'about'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('event_id'),
        feedback: db
          .selectFrom('event_feedback')
          .select(['event_id', 'stars', 'useful', 'missing', 'answered_at'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('answered_at'),
        certificates: db
          .selectFrom('event_certificates')
          .select(['event_id', 'number', 'role', 'name', 'issued_at'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('issued_at'),
        notes: db
          .selectFrom('event_notes')
          .select(['event_id', 'kind', 'words', 'noted_at'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('noted_at'),
        reminders: db
          .selectFrom('event_reminder_choices')
          .select('minutes_before')
          .where('community_id', '=', community)
          .where('member_id', '=', member),
      });
      return {
        registrations: found.registrations.map(({ texts, answers, second_answers, ...row }) => ({
          ...row,
          titles: Object.values(textsColumn.read(texts)).map(({ title }) => title),
          answers: answers === null ? [] : answersColumn.read(answers),
          secondAnswers: second_answers === null ? [] : answersColumn.read(second_answers),
        })),
        attendance: found.attendance,
        parts: found.parts,
        feedback: found.feedback,
        certificates: found.certificates,
        notes: found.notes,
        reminders: found.reminders.map(({ minutes_before }) => minutesColumn.read(minutes_before)),
      };
    },
    /** Whatever names an organisation names another one afterwards. */
    async moveOrganisation(from: OrganisationId, into: OrganisationId): Promise<void> {
      for (const table of ['event_registrations', 'event_notes'] as const) {
        await redirect({ db, community }, table, 'organisation_id', { from, into });
      }
    },
  };
}
