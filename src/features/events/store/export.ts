import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { redirect } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { answersColumn, minutesColumn, textsColumn } from './columns.js';
import type { EventsTables } from './tables.js';

const isoMoment = (at: Instant): string => new Date(at).toISOString();

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : isoMoment(at));

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
        listed: db
          .selectFrom('event_listed')
          .select(['event_id', 'listed_at'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('event_id'),
        series: db
          .selectFrom('event_series_members')
          .select(['series_id', 'attends', 'since'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('since'),
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
          .select(['event_id', 'kind', 'sector', 'words', 'organisation_id', 'noted_at'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('noted_at'),
        materials: db
          .selectFrom('event_materials')
          .select(['event_id', 'kind', 'link', 'added_at'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('id'),
        files: db
          .selectFrom('event_files')
          .select(['event_id', 'state', 'name', 'kind', 'language', 'for_others', 'added_at'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('id'),
        filesGot: db
          .selectFrom('event_file_readers')
          .select(['event_id', 'sent_at', 'requested_at', 'fetched_at', 'later'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('event_id'),
        actions: db
          .selectFrom('event_notes')
          .select(['event_id', 'words', 'due_on', 'outcome'])
          .where('community_id', '=', community)
          .where('responsible_id', '=', member)
          .orderBy('id'),
        reminders: db
          .selectFrom('event_reminder_choices')
          .select('minutes_before')
          .where('community_id', '=', community)
          .where('member_id', '=', member),
        presence: db
          .selectFrom('event_presence')
          .select(['session_id', 'came_at', 'left_at'])
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .orderBy('came_at'),
        unheard: db.selectFrom('event_unheard').select('since').where('community_id', '=', community).where('member_id', '=', member),
        messages: db
          .selectFrom('event_messages')
          .select(['event_id', 'words', 'written_at'])
          .where('community_id', '=', community)
          .where('written_by', '=', member)
          .orderBy('written_at'),
        tries: db
          .selectFrom('event_code_tries')
          .select(['tries', 'since'])
          .where('community_id', '=', community)
          .where('member_id', '=', member),
        feeds: db.selectFrom('event_feeds').select('made_at').where('community_id', '=', community).where('member_id', '=', member),
      });
      return {
        registrations: found.registrations.map(({ texts, answers, second_answers, ...row }) => ({
          event: Object.values(textsColumn.read(texts)).map(({ title }) => title),
          state: row.state,
          attends: row.attends,
          answers: answers === null ? [] : answersColumn.read(answers),
          secondAnswers: second_answers === null ? [] : answersColumn.read(second_answers),
          recordingAgreed: row.recording_agreed === 1,
          reminds: row.reminds === null ? null : row.reminds === 1,
          registeredAt: isoMoment(row.registered_at),
        })),
        attendance: found.attendance.map(({ session_id, recorded_at, ...row }) => ({
          session: session_id,
          ...row,
          at: isoMoment(recorded_at),
        })),
        parts: found.parts.map(({ event_id, ...row }) => ({ event: event_id, ...row })),
        invitedByName: found.listed.map(({ event_id, listed_at }) => ({ event: event_id, at: isoMoment(listed_at) })),
        series: found.series.map(({ series_id, since, ...row }) => ({ series: series_id, ...row, since: isoMoment(since) })),
        feedback: found.feedback.map(({ event_id, answered_at, ...row }) => ({ event: event_id, ...row, at: isoMoment(answered_at) })),
        certificates: found.certificates.map(({ event_id, issued_at, ...row }) => ({
          event: event_id,
          ...row,
          at: isoMoment(issued_at),
        })),
        notes: found.notes.map(({ event_id, organisation_id, noted_at, ...row }) => ({
          event: event_id,
          ...row,
          attributedTo: organisation_id === null ? 'nobody' : 'organisation',
          at: isoMoment(noted_at),
        })),
        actions: found.actions.map(({ event_id, due_on, ...row }) => ({ event: event_id, ...row, dueOn: due_on })),
        materials: found.materials.map(({ event_id, added_at, ...row }) => ({ event: event_id, ...row, at: isoMoment(added_at) })),
        files: found.files.map(({ event_id, for_others, added_at, ...row }) => ({
          event: event_id,
          ...row,
          forOthers: for_others === 1,
          at: isoMoment(added_at),
        })),
        filesGot: found.filesGot.map(({ event_id, later, ...row }) => ({
          event: event_id,
          sentAt: isoOrNull(row.sent_at),
          requestedAt: isoOrNull(row.requested_at),
          fetchedAt: isoOrNull(row.fetched_at),
          later: later === 1,
        })),
        remindedMinutesBefore: found.reminders.flatMap(({ minutes_before }) => minutesColumn.read(minutes_before)),
        presence: found.presence.map(({ session_id, came_at, left_at }) => ({
          session: session_id,
          cameAt: isoMoment(came_at),
          leftAt: left_at === null ? null : isoMoment(left_at),
        })),
        notCountedInVoiceChannelsSince: found.unheard.map(({ since }) => isoMoment(since)),
        messages: found.messages.map(({ event_id, written_at, ...row }) => ({ event: event_id, ...row, at: isoMoment(written_at) })),
        wrongCodes: found.tries.map(({ tries, since }) => ({ tries, since: isoMoment(since) })),
        calendarFeeds: found.feeds.map(({ made_at }) => isoMoment(made_at)),
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
