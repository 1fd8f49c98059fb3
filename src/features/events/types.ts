import type { Id, MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant, LocalDate, LocalTime, Zone } from '../../core/time.js';
import type { Room } from '../../ports/rooms.js';
import type {
  AttendanceSource,
  Attends,
  EventFormat,
  EventKind,
  EventRole,
  EventState,
  MaterialKind,
  MinutesState,
  NoteKind,
  RegistrationState,
  SessionState,
} from './codes.js';

export * from './codes.js';

export type EventId = Id<'event'>;
export type SeriesId = Id<'event-series'>;
export type SessionId = Id<'event-session'>;
export type RegistrationId = Id<'event-registration'>;
export type NoteId = Id<'event-note'>;
export type MaterialId = Id<'event-material'>;
export type EventPersonId = Id<'event-person'>;
export type MessageId = Id<'event-message'>;

/** What an event is called and about, in one language or several. */
export type EventTexts = Readonly<Partial<Record<Language, { readonly title: string; readonly about: string }>>>;

/** Whom an event is for. With sectors and types it is announced to all, and others than these are told so when they register. */
export type Audience =
  | { readonly to: 'everyone' }
  | { readonly to: 'sectors'; readonly sectors: readonly string[] }
  | { readonly to: 'types'; readonly types: readonly string[] }
  /** People whom organisers chose by name; nobody else sees it. */
  | { readonly to: 'members' };

/** A question at registration, in the event's language. */
export interface Question {
  readonly label: string;
  readonly required: boolean;
  /** Answers to choose from; without any the answer is written. */
  readonly options: readonly string[];
  /** Said below a ready-made question. */
  readonly hint?: string;
}

/** What the event offers to people who need it, and whether they are asked what they need. */
export interface Needs {
  /** Languages that it is interpreted into. */
  readonly interpretation: readonly Language[];
  readonly childcare: boolean;
  readonly stepFree: boolean;
  readonly signLanguage: boolean;
  /** Whoever has a place is asked what they need. */
  readonly asked: boolean;
}

/** What recurs: its occurrences are events, made up to twelve months ahead. */
export interface Series {
  readonly id: SeriesId;
  /** An RRULE of RFC 5545, without the name. */
  readonly rule: string;
  readonly startsOn: LocalDate;
  /** Occurrences until this day are made. */
  readonly untilMade: LocalDate | null;
  readonly endedAt: Instant | null;
}

/** A voice channel of a platform in which an event takes place. */
export type EventRoom = Room;

/** Something that takes place once or in several sessions, and whom people register for. */
export interface CommunityEvent {
  readonly id: EventId;
  /** Null for what takes place once. */
  readonly series: SeriesId | null;
  /** The day that the series' rule gives, also after the occurrence was moved. */
  readonly occurrence: LocalDate | null;
  /** Edited by itself: changes of the series leave it as it is. */
  readonly changedAlone: boolean;
  readonly kind: EventKind;
  readonly format: EventFormat;
  readonly state: EventState;
  /** Grows with each change, so that two organisers do not overwrite each other. */
  readonly version: number;
  /** SEQUENCE of RFC 5545, 3.8.7.4: grows when the time or the place changes. */
  readonly sequence: number;
  /** The language in which it is held. `texts` has it. */
  readonly language: Language;
  readonly texts: EventTexts;
  /** Its sessions are at hours of this zone's wall clock. */
  readonly zone: Zone;
  /** Shown only to people who are registered, shortly before. */
  readonly place: string;
  readonly link: string;
  /** The voice channel that `link` leads to: whoever is in it is counted. Null: there is none, or nobody is counted so. */
  readonly room: EventRoom | null;
  /** Null: no limit. */
  readonly roomCapacity: number | null;
  readonly onlineCapacity: number | null;
  /** How many people of one organisation may have a place. */
  readonly organisationSeats: number | null;
  readonly audience: Audience;
  readonly questions: readonly Question[];
  /** Asked of those who are accepted; organisers alone read the answers, which are erased 30 days after the event. */
  readonly secondForm: readonly Question[];
  readonly needs: Needs;
  readonly recorded: boolean;
  /** Organisers select among those who apply. */
  readonly approval: boolean;
  readonly certificate: boolean;
  /** How much of it somebody has to attend for a certificate, in percent. */
  readonly requiredShare: number;
  readonly feedback: boolean;
  /** An organiser enters how many women and men were there. */
  readonly countsWomen: boolean;
  readonly registrationFrom: Instant | null;
  readonly registrationUntil: Instant | null;
  /**
   * When the draft is announced; null: when an organiser says so. Of what was posted it is kept if people could register before, so
   * that they still can once the post is taken back.
   */
  readonly announceAt: Instant | null;
  /** When it was posted in the channel; null for a draft, and for what people can register for without a post. */
  readonly announcedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly cancelReason: string | null;
  readonly createdBy: MemberId | null;
  readonly createdAt: Instant;
}

/** An hour on the wall clock of the event's zone; an end that is not after the start is on the next day. */
export interface SessionTimes {
  readonly date: LocalDate;
  readonly startTime: LocalTime;
  readonly endTime: LocalTime;
}

export interface Session extends SessionTimes {
  readonly id: SessionId;
  readonly event: EventId;
  /** From 1. */
  readonly position: number;
  readonly state: SessionState;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** What attendees type in; null until it is asked for. */
  readonly code: string | null;
  readonly women: number | null;
  readonly men: number | null;
  /** An organiser has said that it ends on the day after it starts. */
  readonly overnightSure: boolean;
}

/** Somebody who does something at an event: a member, or a guest whom an organiser names. */
export interface EventPerson {
  readonly id: EventPersonId;
  readonly event: EventId;
  readonly role: EventRole;
  /** Null for a guest. */
  readonly member: MemberId | null;
  /** Of a guest; null for a member, who has a name of their own. */
  readonly name: string | null;
  /** Who a guest is, in an organiser's words. */
  readonly about: string;
  /** When they said yes to being named; null: organisers alone see them. A guest has it from the beginning. */
  readonly agreedAt: Instant | null;
}

export interface Registration {
  readonly id: RegistrationId;
  readonly event: EventId;
  /** Null for a guest, and once the person was erased. */
  readonly member: MemberId | null;
  readonly guestName: string | null;
  readonly guestOrganisation: string | null;
  readonly guestEmail: string | null;
  /** In which a guest reads what concerns them; null: in that of the event. */
  readonly guestLanguage: Language | null;
  /** Also once their name is erased. */
  readonly isGuest: boolean;
  readonly organisation: OrganisationId | null;
  readonly state: RegistrationState;
  readonly attends: Attends;
  readonly version: number;
  /** One for each question, in its order. */
  readonly answers: readonly string[] | null;
  readonly secondAnswers: readonly string[] | null;
  readonly recordingAgreed: boolean;
  /** Whether they want direct messages before it begins; null: not asked yet. */
  readonly reminds: boolean | null;
  readonly registeredBy: MemberId | null;
  readonly registeredAt: Instant;
  readonly waitingSince: Instant | null;
  readonly offeredUntil: Instant | null;
}

/** That somebody was there; `share` of the session in percent. */
export interface Attendance {
  readonly session: SessionId;
  readonly registration: RegistrationId;
  readonly source: AttendanceSource;
  readonly share: number;
  readonly recordedAt: Instant;
}

/** Wrong codes that somebody typed in since a moment. */
export interface CodeTries {
  readonly tries: number;
  readonly since: Instant;
}

/** Slides or a recording, kept elsewhere: a link. */
export interface Material {
  readonly id: MaterialId;
  readonly event: EventId;
  readonly kind: MaterialKind;
  readonly link: string;
  readonly addedAt: Instant;
  /** Null until people are told of it. */
  readonly toldAt: Instant | null;
}

/** What was said at a meeting, or about its minutes. */
export interface Note {
  readonly id: NoteId;
  readonly event: EventId;
  readonly kind: NoteKind;
  readonly sector: string | null;
  /** Null: attributed to nobody. */
  readonly organisation: OrganisationId | null;
  readonly language: Language;
  readonly words: string;
  /** Of an action: who does it, as it was written down, and the member if it is one. */
  readonly responsible: string | null;
  readonly responsibleMember: MemberId | null;
  readonly dueOn: LocalDate | null;
  /** Of an action: `done` or `not`; null while it is open. */
  readonly outcome: string | null;
  /** Another note has its words. */
  readonly mergedInto: NoteId | null;
  readonly notedAt: Instant;
}

/** How far the minutes of a meeting are. */
export interface Minutes {
  readonly event: EventId;
  readonly state: MinutesState;
  readonly version: number;
  /** The meeting before. */
  readonly previous: EventId | null;
  readonly approvedAt: Instant | null;
  readonly correctionsUntil: Instant | null;
}
