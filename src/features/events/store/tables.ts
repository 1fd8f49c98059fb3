import type { Generated } from 'kysely';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant, LocalDate, LocalTime, Zone } from '../../../core/time.js';
import type { Platform } from '../../../ports/chat.js';
import type { FileType } from '../../../ports/files.js';
import { defineTables, type Flag, type Json, type Owned } from '../../../sql/tables.js';
import type { FileId, FileKind, FileReaderId, FileState } from '../slides/types.js';
import type {
  AttendanceSource,
  Attends,
  EventFormat,
  EventId,
  EventKind,
  EventPersonId,
  EventRole,
  EventState,
  MaterialId,
  MaterialKind,
  MessageId,
  MinutesState,
  NoteId,
  NoteKind,
  RegistrationId,
  RegistrationState,
  SeriesId,
  SessionId,
  SessionState,
} from '../types.js';

export type EventsTables = {
  event_series: Owned & {
    id: Generated<SeriesId>;
    /** An RRULE of RFC 5545, without the name. */
    rule: string;
    starts_on: LocalDate;
    until_made: LocalDate | null;
    ended_at: Instant | null;
  };
  events: Owned & {
    id: Generated<EventId>;
    series_id: SeriesId | null;
    occurrence: LocalDate | null;
    changed_alone: Generated<Flag>;
    kind: EventKind;
    format: EventFormat;
    state: EventState;
    version: Generated<number>;
    sequence: Generated<number>;
    language: Language;
    texts: Json;
    zone: Zone;
    place: Generated<string>;
    link: Generated<string>;
    /** `<platform>:<space>:<id>` */
    room: string | null;
    room_capacity: number | null;
    online_capacity: number | null;
    organisation_seats: number | null;
    audience: Json;
    questions: Json;
    second_form: Json;
    needs: Json;
    recorded: Generated<Flag>;
    approval: Generated<Flag>;
    certificate: Generated<Flag>;
    required_share: Generated<number>;
    feedback: Generated<Flag>;
    counts_women: Generated<Flag>;
    registration_from: Instant | null;
    registration_until: Instant | null;
    announce_at: Instant | null;
    announced_at: Instant | null;
    cancelled_at: Instant | null;
    cancel_reason: string | null;
    created_by: MemberId | null;
    created_at: Instant;
    import_uid: string | null;
  };
  event_sessions: Owned & {
    id: Generated<SessionId>;
    event_id: EventId;
    position: number;
    state: SessionState;
    date: LocalDate;
    start_time: LocalTime;
    end_time: LocalTime;
    starts_at: Instant;
    ends_at: Instant;
    code: string | null;
    women: number | null;
    men: number | null;
    /** 1: an organiser has said that it ends on the next day. */
    overnight_sure: Flag | null;
  };
  event_people: Owned & {
    id: Generated<EventPersonId>;
    event_id: EventId;
    role: EventRole;
    member_id: MemberId | null;
    name: string | null;
    about: Generated<string>;
    agreed_at: Instant | null;
  };
  event_registrations: Owned & {
    id: Generated<RegistrationId>;
    event_id: EventId;
    member_id: MemberId | null;
    guest_name: string | null;
    guest_organisation: string | null;
    is_guest: Generated<Flag>;
    guest_email: string | null;
    guest_token_hash: string | null;
    guest_language: Language | null;
    organisation_id: OrganisationId | null;
    state: RegistrationState;
    attends: Attends;
    version: Generated<number>;
    answers: Json | null;
    second_answers: Json | null;
    recording_agreed: Generated<Flag>;
    reminds: Flag | null;
    registered_by: MemberId | null;
    registered_at: Instant;
    waiting_since: Instant | null;
    offered_until: Instant | null;
  };
  event_invitations: Owned & { token_hash: string; event_id: EventId; uses_left: number; expires_at: Instant };
  event_listed: Owned & { event_id: EventId; member_id: MemberId; listed_at: Instant };
  event_messages: Owned & {
    id: Generated<MessageId>;
    event_id: EventId;
    written_by: MemberId | null;
    whom: string;
    words: string;
    written_at: Instant;
    sent_at: Instant | null;
  };
  event_reminder_choices: Owned & { member_id: MemberId; minutes_before: Json };
  event_attendance: Owned & {
    session_id: SessionId;
    registration_id: RegistrationId;
    source: AttendanceSource;
    /** In percent. */
    share: number;
    recorded_at: Instant;
  };
  event_presence: Owned & {
    session_id: SessionId;
    member_id: MemberId;
    came_at: Instant;
    left_at: Instant | null;
    seen_at: Generated<Instant>;
  };
  event_unheard: Owned & { member_id: MemberId; since: Instant };
  event_code_tries: Owned & { member_id: MemberId; tries: number; since: Instant };
  event_shares: Owned & { event_id: EventId; counted: Json; shares: Json; kept_at: Instant };
  event_period_shares: Owned & { first_day: LocalDate; last_day: LocalDate; shares: Json; kept_at: Instant };
  event_feedback: Owned & {
    event_id: EventId;
    member_id: MemberId;
    stars: number | null;
    useful: string | null;
    missing: string | null;
    answered_at: Instant;
  };
  event_certificates: Owned & {
    number: string;
    token_hash: string;
    event_id: EventId;
    member_id: MemberId | null;
    role: 'attendee' | EventRole;
    /** Of a guest who came. */
    registration_id: RegistrationId | null;
    name: string | null;
    language: Language;
    issued_at: Instant;
    withdrawn_at: Instant | null;
  };
  event_materials: Owned & {
    id: Generated<MaterialId>;
    event_id: EventId;
    kind: MaterialKind;
    /** Null for what is kept as a file. */
    link: string | null;
    member_id: MemberId | null;
    added_at: Instant;
    told_at: Instant | null;
  };
  event_files: Owned & {
    id: Generated<FileId>;
    event_id: EventId;
    member_id: MemberId | null;
    state: FileState;
    message: string | null;
    name: string;
    /** In bytes. */
    size: number;
    type: FileType | null;
    hash: string | null;
    kind: FileKind | null;
    language: Language | null;
    for_others: Generated<Flag>;
    refusal: string | null;
    added_at: Instant;
    told_at: Instant | null;
  };
  event_file_readers: Owned & {
    id: Generated<FileReaderId>;
    event_id: EventId;
    member_id: MemberId | null;
    registration_id: RegistrationId | null;
    sent_at: Instant | null;
    requested_at: Instant | null;
    fetched_at: Instant | null;
    later: Generated<Flag>;
  };
  event_minutes: Owned & {
    event_id: EventId;
    state: MinutesState;
    version: Generated<number>;
    previous_id: EventId | null;
    approved_at: Instant | null;
    corrections_until: Instant | null;
  };
  event_notes: Owned & {
    id: Generated<NoteId>;
    event_id: EventId;
    kind: NoteKind;
    sector: string | null;
    member_id: MemberId | null;
    organisation_id: OrganisationId | null;
    language: Language;
    words: string;
    responsible: string | null;
    due_on: LocalDate | null;
    outcome: string | null;
    merged_into: NoteId | null;
    noted_at: Instant;
    responsible_id: MemberId | null;
  };
  event_feeds: Owned & { member_id: MemberId; token_hash: string; made_at: Instant };
  event_series_members: Owned & { series_id: SeriesId; member_id: MemberId; attends: Attends; since: Instant };
  event_mirrors: Owned & {
    event_id: EventId;
    /** Null: the one that the event was made with. */
    session_id: SessionId | null;
    platform: Platform;
    space: string;
    external_id: string;
  };
};

export const eventsTables = defineTables<EventsTables>({
  event_series: { key: ['id'], refersTo: ['communities'] },
  events: { key: ['id'], refersTo: ['event_series', 'members'] },
  event_sessions: { key: ['id'], refersTo: ['events'] },
  event_people: { key: ['id'], refersTo: ['events', 'members'] },
  event_registrations: { key: ['id'], refersTo: ['events', 'members', 'organisations'] },
  event_invitations: { key: ['token_hash'], refersTo: ['events'] },
  event_listed: { key: ['event_id', 'member_id'], refersTo: ['events', 'members'] },
  event_messages: { key: ['id'], refersTo: ['events', 'members'] },
  event_reminder_choices: { key: ['member_id'], refersTo: ['members'] },
  event_attendance: {
    key: ['session_id', 'registration_id'],
    refersTo: ['event_sessions', 'event_registrations'],
    goesWith: ['event_registrations'],
  },
  event_shares: { key: ['event_id'], refersTo: ['events'] },
  event_period_shares: { key: ['community_id', 'first_day', 'last_day'], refersTo: ['communities'] },
  event_presence: { key: ['session_id', 'member_id', 'came_at'], refersTo: ['event_sessions', 'members'] },
  event_unheard: { key: ['member_id'], refersTo: ['members'] },
  event_code_tries: { key: ['member_id'], refersTo: ['members'] },
  event_feedback: { key: ['event_id', 'member_id'], refersTo: ['events', 'members'] },
  event_certificates: { key: ['number'], refersTo: ['events', 'members', 'event_registrations'] },
  event_materials: { key: ['id'], refersTo: ['events', 'members'] },
  event_files: { key: ['id'], refersTo: ['events', 'members'] },
  event_file_readers: { key: ['id'], refersTo: ['events', 'members', 'event_registrations'] },
  event_minutes: { key: ['event_id'], refersTo: ['events'] },
  event_notes: { key: ['id'], refersTo: ['events', 'members', 'organisations'] },
  event_feeds: { key: ['member_id'], refersTo: ['members'] },
  event_series_members: { key: ['series_id', 'member_id'], refersTo: ['event_series', 'members'] },
  event_mirrors: { key: ['event_id', 'platform', 'space', 'external_id'], refersTo: ['events', 'event_sessions'] },
});
