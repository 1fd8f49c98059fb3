import { moment, personalExport, readBy, yesOrNo } from '../../../sql/personal-rows.js';
import { answersColumn, minutesColumn, textsColumn } from './columns.js';
import type { EventsTables } from './tables.js';

const answers = readBy(answersColumn.read)
  .nullable()
  .transform((given) => given ?? []);

const titlesIn = (texts: unknown): readonly string[] => Object.values(textsColumn.read(String(texts))).map(({ title }) => title);

/** Everything that events hold about a member, as they read it. */
export const exportedEvents = personalExport<EventsTables>()(
  {
    registrations: {
      table: 'event_registrations',
      plain: ['state', 'attends'],
      read: { answers, reminds: yesOrNo },
      columns: {
        event: { column: 'texts', in: 'events', key: 'id', is: 'event_id' },
        secondAnswers: ['second_answers', answers],
        recordingAgreed: ['recording_agreed', yesOrNo],
        registeredAt: ['registered_at', moment],
      },
      orderBy: 'registered_at',
    },
    attendance: {
      table: 'event_attendance',
      of: { column: 'registration_id', ownerIn: 'event_registrations' },
      plain: ['source', 'share'],
      columns: { session: 'session_id', at: ['recorded_at', moment] },
      orderBy: 'recorded_at',
    },
    parts: { table: 'event_people', plain: ['role', 'about'], columns: { event: 'event_id' }, orderBy: 'event_id' },
    invitedByName: { table: 'event_listed', columns: { event: 'event_id', at: ['listed_at', moment] }, orderBy: 'event_id' },
    series: {
      table: 'event_series_members',
      plain: ['attends'],
      read: { since: moment },
      columns: { series: 'series_id' },
      orderBy: 'since',
    },
    feedback: {
      table: 'event_feedback',
      plain: ['stars', 'useful', 'missing'],
      columns: { event: 'event_id', at: ['answered_at', moment] },
      orderBy: 'answered_at',
    },
    certificates: {
      table: 'event_certificates',
      plain: ['number', 'role', 'name'],
      columns: { event: 'event_id', at: ['issued_at', moment] },
      orderBy: 'issued_at',
    },
    notes: {
      table: 'event_notes',
      plain: ['kind', 'sector', 'words'],
      columns: { event: 'event_id', attributedTo: 'organisation_id', at: ['noted_at', moment] },
      orderBy: 'noted_at',
    },
    actions: {
      table: 'event_notes',
      of: 'responsible_id',
      plain: ['words', 'outcome'],
      columns: { event: 'event_id', dueOn: 'due_on' },
      orderBy: 'id',
    },
    materials: {
      table: 'event_materials',
      plain: ['kind', 'link'],
      columns: { event: 'event_id', at: ['added_at', moment] },
      orderBy: 'id',
    },
    files: {
      table: 'event_files',
      plain: ['state', 'name', 'kind', 'language'],
      columns: { event: 'event_id', forOthers: ['for_others', yesOrNo], at: ['added_at', moment] },
      orderBy: 'id',
    },
    filesGot: {
      table: 'event_file_readers',
      read: { later: yesOrNo },
      columns: { event: 'event_id', sentAt: ['sent_at', moment], requestedAt: ['requested_at', moment], fetchedAt: ['fetched_at', moment] },
      orderBy: 'event_id',
    },
    remindedMinutesBefore: {
      table: 'event_reminder_choices',
      columns: { minutes: ['minutes_before', readBy(minutesColumn.read)] },
      orderBy: 'member_id',
    },
    presence: {
      table: 'event_presence',
      columns: { session: 'session_id', cameAt: ['came_at', moment], leftAt: ['left_at', moment] },
      orderBy: 'came_at',
    },
    notCountedInVoiceChannelsSince: { table: 'event_unheard', read: { since: moment }, orderBy: 'since' },
    messages: {
      table: 'event_messages',
      of: 'written_by',
      plain: ['words'],
      columns: { event: 'event_id', at: ['written_at', moment] },
      orderBy: 'written_at',
    },
    wrongCodes: { table: 'event_code_tries', plain: ['tries'], read: { since: moment }, orderBy: 'since' },
    calendarFeeds: { table: 'event_feeds', columns: { madeAt: ['made_at', moment] }, orderBy: 'made_at' },
  },
  (rows) => ({
    ...rows,
    registrations: rows.registrations.map((row) => ({ ...row, event: titlesIn(row.event) })),
    notes: rows.notes.map((row) => ({ ...row, attributedTo: row.attributedTo === null ? 'nobody' : 'organisation' })),
    remindedMinutesBefore: rows.remindedMinutesBefore.flatMap(({ minutes }) => minutes),
    notCountedInVoiceChannelsSince: rows.notCountedInVoiceChannelsSince.map(({ since }) => since),
    calendarFeeds: rows.calendarFeeds.map(({ madeAt }) => madeAt),
  }),
);
