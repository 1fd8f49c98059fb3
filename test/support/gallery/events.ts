import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY, HOUR, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { announcementMessage } from '../../../src/features/events/announcing/cards/announcement.js';
import { cancelledCard, movedCard } from '../../../src/features/events/announcing/cards/changes.js';
import { allCard, eventCard } from '../../../src/features/events/calendars/cards/calendar.js';
import { feedCard } from '../../../src/features/events/calendars/cards/feed.js';
import { discardCard, draftCard, saidCard } from '../../../src/features/events/making/cards/draft.js';
import { listCard } from '../../../src/features/events/making/cards/list.js';
import { makingControls as controls } from '../../../src/features/events/making/controls.js';
import type { NamedPerson } from '../../../src/features/events/making/people/named.js';
import type { DraftView } from '../../../src/features/events/making/view.js';
import { offeredCard, registrationCard } from '../../../src/features/events/registration/cards/registration.js';
import type { RegistrationView } from '../../../src/features/events/registration/view.js';
import { reminderCard, remindersCard } from '../../../src/features/events/reminders/cards.js';
import { PLAIN_EVENT } from '../../../src/features/events/rules/kinds.js';
import {
  type CommunityEvent,
  EVENT_KINDS,
  REGISTRATION_STATES,
  type Registration,
  type Session,
} from '../../../src/features/events/types.js';
import { speaker } from '../../../src/language/index.js';
import { type Exhibit, karwan, NOW, zainab } from './people.js';

export const event: CommunityEvent = {
  id: toId(4),
  series: null,
  occurrence: null,
  changedAlone: false,
  kind: 'webinar',
  format: 'hybrid',
  state: 'announced',
  version: 3,
  sequence: 0,
  language: 'en',
  texts: {
    en: { title: 'Safe spaces, step by step', about: 'What we learned in Basra. @everyone <!channel> *bold*' },
    ar: { title: 'مساحات آمنة خطوة بخطوة', about: 'ما تعلّمناه في البصرة.' },
    ckb: { title: 'شوێنی پارێزراو، هەنگاو بە هەنگاو', about: 'ئەوەی لە بەسرە فێری بووین.' },
  },
  zone: 'Asia/Baghdad',
  place: 'Hall 2, University of Basra',
  link: 'https://meet.example.org/abc?a=1&b=2',
  roomCapacity: 30,
  onlineCapacity: null,
  organisationSeats: 2,
  ...PLAIN_EVENT,
  certificate: false,
  requiredShare: 80,
  feedback: true,
  announcedAt: NOW,
  cancelledAt: null,
  cancelReason: null,
  createdBy: zainab.id,
  createdAt: NOW,
};
export const session: Session = {
  id: toId(5),
  event: event.id,
  position: 1,
  state: 'planned',
  date: toLocalDate('2026-12-20'),
  startTime: toLocalTime('10:00'),
  endTime: toLocalTime('11:30'),
  startsAt: after(NOW, 14 * DAY),
  endsAt: after(NOW, 14 * DAY + 1.5 * HOUR),
  code: null,
  women: null,
  men: null,
  overnightSure: false,
};
export const registration: Registration = {
  id: toId(9),
  event: event.id,
  member: zainab.id,
  guestName: null,
  guestOrganisation: null,
  guestEmail: null,
  guestLanguage: null,
  isGuest: false,
  organisation: null,
  state: 'going',
  attends: 'room',
  version: 1,
  answers: null,
  secondAnswers: null,
  recordingAgreed: false,
  reminds: null,
  registeredBy: null,
  registeredAt: NOW,
  waitingSince: null,
  offeredUntil: null,
};
export { event as exhibitedEvent, registration as exhibitedRegistration, session as exhibitedSession };

export const whole = { event, sessions: [session] };

/** Whoever hosts it and speaks there. */
export const people: readonly NamedPerson[] = [
  { id: toId(1), event: event.id, role: 'host', member: zainab.id, name: zainab.name, about: '', agreedAt: null },
  { id: toId(2), event: event.id, role: 'speaker', member: karwan.id, name: karwan.name, about: '', agreedAt: NOW },
  { id: toId(3), event: event.id, role: 'speaker', member: null, name: 'د. سلمى @everyone', about: 'University of Basra *', agreedAt: NOW },
];
const announced = { ...whole, people: people.filter(({ agreedAt }) => agreedAt !== null) };
export const draft: DraftView = {
  ...whole,
  event: { ...event, state: 'draft', announcedAt: null },
  conflicts: [
    { type: 'day-off', name: undefined },
    { type: 'day-off', name: 'Eid al-Fitr' },
    { type: 'outage', warning: 'No power in Basra in the afternoon.' },
    { type: 'event', event: toId(8), startsAt: session.startsAt },
  ],
  others: [{ event: { ...event, id: toId(8) }, sessions: [session] }],
  people,
  going: 0,
  waiting: 0,
  applied: 0,
  repeatsOn: [],
  over: false,
  hasRooms: false,
  now: NOW,
};
export const view: RegistrationView = {
  ...whole,
  registration: undefined,
  position: undefined,
  told: true,
  going: 12,
  closed: undefined,
  showsWhere: false,
  next: session,
  zone: 'Asia/Baghdad',
  now: NOW,
  organiser: false,
  outside: false,
  people: people.filter(({ agreedAt }) => agreedAt !== null),
  parts: [],
  materials: [],
  meetings: undefined,
  inSeries: undefined,
};

const feed = { feed: 'https://mudhif.example.org/p/events/feed/0a1b2c.ics', page: 'https://mudhif.example.org/p/events/subscribe/0a1b2c' };

/** What organisers and members see of events. */
export function eventExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const registered = (change: Partial<Registration>): Registration => ({ ...registration, ...change });
  const list = {
    page: 0,
    pages: 2,
    total: 9,
    now: NOW,
    zone: 'Asia/Baghdad',
    organiser: true,
    own: new Map([[event.id, 'going' as const]]),
  };
  const seen = { id: { id: event.id, version: 3 } };
  return [
    card('a draft with all that speaks against its time', draftCard(draft, language, say('events.done.drafted'))),
    card(
      'a draft without a place and link',
      draftCard(
        {
          ...draft,
          conflicts: [],
          event: { ...draft.event, place: '', link: '', format: 'virtual', texts: { [language]: { title: 'Title', about: '' } } },
        },
        language,
      ),
    ),
    card('announced just now', draftCard({ ...draft, event, conflicts: [], going: 3, waiting: 2 }, language, say('events.done.announced'))),
    card('announced long ago', draftCard({ ...draft, event: { ...event, announcedAt: after(NOW, -DAY) }, conflicts: [] }, language)),
    card('two who wait can’t be told', draftCard({ ...draft, event, conflicts: [], waiting: 3, untold: 2 }, language)),
    card('called off, for organisers', draftCard({ ...draft, event: { ...event, state: 'cancelled' }, conflicts: [] }, language)),
    card('over, for organisers', draftCard({ ...draft, event, conflicts: [], over: true }, language)),
    card('delete the draft?', discardCard(draft, language)),
    card('the draft is deleted', saidCard(say('events.done.discarded'), language)),
    card(
      'the list for an organiser',
      listCard({ ...list, events: [whole, { ...whole, event: { ...event, id: toId(5), state: 'draft' } }] }, language),
    ),
    card('the second page for a member', listCard({ ...list, page: 1, organiser: false, events: [whole] }, language)),
    card('nothing is planned', listCard({ ...list, pages: 1, total: 0, organiser: false, events: [] }, language)),
    { name: 'an announcement in three languages', message: announcementMessage(announced, ['en', 'ar', 'ckb']) },
    ...EVENT_KINDS.slice(1).map((kind) => ({
      name: `an announcement: ${kind}`,
      message: announcementMessage({ ...announced, event: { ...event, kind, format: 'in-person' } }, [language]),
    })),
    {
      name: 'an announcement of what was called off',
      message: announcementMessage({ ...announced, event: { ...event, state: 'cancelled' } }, [language]),
    },
    card('moved, in the thread', movedCard({ ...whole, session }, after(session.startsAt, -DAY), false, language)),
    card('moved, for who is registered', movedCard({ ...whole, session }, after(session.startsAt, -DAY), true, language)),
    card('called off', cancelledCard({ ...whole, event: { ...event, cancelReason: 'The speaker is ill.\n@everyone' } }, language)),
    card('an event, not answered', registrationCard(view, language)),
    card(
      'an event, on another clock, for an organiser',
      registrationCard({ ...view, zone: 'Europe/Berlin', organiser: true, showsWhere: true }, language),
    ),
    ...REGISTRATION_STATES.map((state) =>
      card(
        `an event, ${state}`,
        registrationCard({ ...view, registration: registered({ state }), position: state === 'waiting' ? 3 : undefined }, language),
      ),
    ),
    card(
      'on the list, and can’t be told',
      registrationCard({ ...view, registration: registered({ state: 'waiting' }), position: 2, told: false }, language),
    ),
    card('next on the list', registrationCard({ ...view, registration: registered({ state: 'waiting' }), position: 1 }, language)),
    card(
      'going, with reminders, the day before',
      registrationCard({ ...view, registration: registered({ reminds: true }), showsWhere: true }, language),
    ),
    card(
      'going, without reminders',
      registrationCard({ ...view, registration: registered({ reminds: false }) }, language, say('events.done.saved')),
    ),
    ...(['cancelled', 'over', 'not-yet', 'ended'] as const).map((closed) =>
      card(
        `closed: ${closed}`,
        registrationCard({ ...view, closed, event: { ...event, state: closed === 'cancelled' ? 'cancelled' : 'announced' } }, language),
      ),
    ),
    card('registered, after the last day', registrationCard({ ...view, closed: 'ended', registration }, language)),
    card(
      'a place is free',
      offeredCard({ ...view, registration: registered({ state: 'offered', offeredUntil: after(NOW, DAY) }) }, language),
    ),
    ...([7 * 1440, 1440, 180, 60, 15, 0] as const).map((minutes) =>
      card(`reminded ${minutes} minutes before`, reminderCard({ event, session, minutes, zone: undefined, showsWhere: false }, language)),
    ),
    card(
      'reminded privately, on another clock',
      reminderCard({ event, session, minutes: 60, zone: 'Europe/Berlin', showsWhere: true }, language),
    ),
    card(
      'reminded privately of the second of several sessions',
      reminderCard({ event, session, number: 2, minutes: 1440, zone: 'Asia/Baghdad', showsWhere: true }, language),
    ),
    card(
      'reminded of a second session that has begun',
      reminderCard({ event, session, number: 2, minutes: -5, zone: undefined, showsWhere: false }, language),
    ),
    card(
      'reminded privately and asked anew, since the day changed',
      reminderCard({ event, session, minutes: 1440, zone: 'Asia/Baghdad', showsWhere: true, asks: 'online' }, language),
    ),
    card('for the calendar', eventCard({ ...view, registration }, language)),
    card('for the calendar, the day before', eventCard({ ...view, registration, showsWhere: true }, language)),
    card('for the calendar, called off', eventCard({ ...view, registration, event: { ...event, state: 'cancelled' } }, language)),
    card('all for the calendar', allCard([{ ...view, registration }], language)),
    card('nothing for the calendar', allCard([], language)),
    card('all for the calendar, with addresses', allCard([{ ...view, registration }], language, feed)),
    card('the own address', feedCard(feed, language, 'show')),
    card('another own address', feedCard(feed, language, 'renew')),
    card('when to be reminded', remindersCard({ minutes: [1440, 0], varies: false }, language)),
    card('when to be reminded, nothing chosen', remindersCard({ minutes: [10080, 1440, 60, 0], varies: true }, language)),
    card('never reminded', remindersCard({ minutes: [], varies: false }, language, say('events.done.saved'))),
    form('a new event', controls.new.form(language, {})),
    form('title and time', controls.times.form(language, {}, seen)),
    form('text and place', controls.details.form(language, {}, seen)),
    form('places', controls.places.form(language, {}, seen)),
    form('another language', controls.translate.form(language, {}, seen)),
    form('call it off', controls.cancel.form(language, {}, seen)),
  ];
}
