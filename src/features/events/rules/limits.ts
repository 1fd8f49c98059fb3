import { DAY, HOUR, toLocalTime } from '../../../core/time.js';

export const TITLE_MAX = 150;
export const ABOUT_MAX = 2000;
export const PLACE_MAX = 300;
export const LINK_MAX = 500;
export const REASON_MAX = 500;
export const CAPACITY_MAX = 10_000;
export const SEATS_MAX = 100;

/** Hosts, speakers and others of one event: as many as a menu shows. */
export const PEOPLE_MAX = 25;
export const PERSON_MAX = 80;
export const PERSON_ABOUT_MAX = 150;

/** How many people can be chosen by name for one event. */
export const LISTED_MAX = 500;

/** How many sessions an event has at most: as many as a menu shows. */
export const SESSIONS_MAX = 25;

/** The longest session; longer ones are several sessions. */
export const SESSION_MAX = 16 * HOUR;

/** A session that begins at the first hour or later may end after midnight, until the second one. */
export const EVENING = toLocalTime('18:00');
export const MORNING = toLocalTime('06:00');

/** How far ahead an event may lie: later years are mistyped. */
export const AHEAD_MAX = 3 * 366 * DAY;

/** How long an announcement can be undone. */
export const UNDO_MS = 10 * 60 * 1000;

/** How long before a session place and link are shown, in milliseconds. */
export const PLACE_SHOWN_BEFORE = DAY;

/** How long a place that became free is held for the next who waits; never beyond the start. */
export const OFFER_LASTS = DAY;

/** As many questions as every platform shows in one form. */
export const SECOND_FORM_MAX = 5;
export const QUESTION_MAX = 150;
export const OPTIONS_MAX = 20;
export const OPTION_MAX = 70;
export const ANSWER_MAX = 500;

/** How long after the last session answers to the second form, and what guests wrote, are erased. */
export const PERSONAL_KEPT = 30 * DAY;

/** How long a certificate names a guest; after that its number says that it was withdrawn, as if they had asked. */
export const GUEST_CERTIFICATE_KEPT = 3 * 366 * DAY;

/** How many guests can register with one link; a new link is for as many more. */
export const GUESTS_PER_LINK = 200;
/** How long a link for guests lasts at most, whatever becomes of its event. */
export const LINK_LASTS = 366 * DAY;
export const EMAIL_MAX = 254;
/** How many guests of an event may give the same address, so that a link can't fill someone's mailbox. */
export const GUESTS_PER_ADDRESS = 3;
/** How long after the end of a session its code is taken: lines break, and slides are shown late. */
export const CODE_LASTS = 3 * HOUR;

/** How long after the last session people are thanked: by then those who were there have said so. */
export const THANKED_AFTER = 3 * HOUR;
