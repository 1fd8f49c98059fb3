export const EVENT_KINDS = [
  'webinar',
  'roundtable',
  'training',
  'workshop',
  'induction',
  'collaboration-lab',
  'coordination-meeting',
  'hosted-coffee',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const EVENT_FORMATS = ['virtual', 'in-person', 'hybrid'] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];

/** `draft`: only organisers see it. That it is over follows from its sessions. */
export const EVENT_STATES = ['draft', 'announced', 'cancelled'] as const;
export type EventState = (typeof EVENT_STATES)[number];

export const SESSION_STATES = ['planned', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const EVENT_ROLES = ['host', 'speaker', 'facilitator', 'note-taker'] as const;
export type EventRole = (typeof EVENT_ROLES)[number];

/**
 * `invited`: a colleague registered them, and they have to confirm. `applied`: an organiser has to select. `waiting`: there is no
 * place. `offered`: a place is held for them until they answer. `going`: they have a place.
 */
export const REGISTRATION_STATES = ['invited', 'applied', 'going', 'maybe', 'waiting', 'offered', 'declined', 'not-selected'] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

export const ATTENDS = ['room', 'online'] as const;
export type Attends = (typeof ATTENDS)[number];

export const ATTENDANCE_SOURCES = ['code', 'button', 'voice', 'list', 'door', 'file'] as const;
export type AttendanceSource = (typeof ATTENDANCE_SOURCES)[number];

export const MATERIAL_KINDS = ['slides', 'recording'] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];

/** `correction`: what somebody says about the draft; it is in no minutes. */
export const NOTE_KINDS = ['update', 'challenge', 'recommendation', 'decision', 'action', 'correction'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export const MINUTES_STATES = ['open', 'correction', 'approved'] as const;
export type MinutesState = (typeof MINUTES_STATES)[number];
