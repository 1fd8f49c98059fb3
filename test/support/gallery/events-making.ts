import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY, HOUR, toLocalDate, toLocalTime, WEEKDAYS } from '../../../src/core/time.js';
import { previewCards } from '../../../src/features/events/announcing/cards/announcement.js';
import {
  elsewhereCard,
  movedCard,
  notAnnouncedCard,
  sessionAddedCard,
  sessionOffCard,
} from '../../../src/features/events/announcing/cards/changes.js';
import { overnightFirstCard } from '../../../src/features/events/announcing/cards/overnight.js';
import { announcingControls } from '../../../src/features/events/announcing/controls.js';
import { importedCard, importingCard } from '../../../src/features/events/import/cards/import.js';
import { importControls } from '../../../src/features/events/import/controls.js';
import type { ReadEvent } from '../../../src/features/events/import/types.js';
import { crowdedCard } from '../../../src/features/events/making/cards/crowded.js';
import { draftCard } from '../../../src/features/events/making/cards/draft.js';
import { overnightCard } from '../../../src/features/events/making/cards/overnight.js';
import { sessionCard, sessionsCard } from '../../../src/features/events/making/cards/sessions.js';
import { makingControls } from '../../../src/features/events/making/controls.js';
import { partAnswerCard, partAskedCard } from '../../../src/features/events/making/people/cards/part.js';
import { peopleCard, personGoneCard, personRefusedCard } from '../../../src/features/events/making/people/cards/people.js';
import { peopleControls } from '../../../src/features/events/making/people/controls.js';
import { sessionControls } from '../../../src/features/events/making/session-controls.js';
import { registrationCard } from '../../../src/features/events/registration/cards/registration.js';
import { contentsOfQuestions, fieldsOfQuestions } from '../../../src/features/events/registration/question-fields.js';
import { askingCard } from '../../../src/features/events/series/cards/asking.js';
import { crowdedLaterCard } from '../../../src/features/events/series/cards/crowded.js';
import { seriesChangedCard, seriesOffCard } from '../../../src/features/events/series/cards/series.js';
import { seriesControls } from '../../../src/features/events/series/controls.js';
import { settingsCard, settingsControls } from '../../../src/features/events/settings-card.js';
import { EVENT_ROLES, type EventPerson, type SessionId } from '../../../src/features/events/types.js';
import { phrase, speaker } from '../../../src/language/index.js';
import { settingsOf } from '../settings.js';
import { draft, event, exhibitedRegistration, people, session, view, whole } from './events.js';
import { questions } from './events-registration.js';
import { type Exhibit, NOW, zainab } from './people.js';

const places = {
  id: event.id,
  version: 3,
  roomCapacity: 8,
  onlineCapacity: 1,
  organisationSeats: null,
  registrationUntil: toLocalDate('2026-12-19'),
  registrationFrom: undefined,
};

/** What organisers are asked before they save, sessions and copies. */
export function eventMakingExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const seen = { id: { id: event.id, version: 3 } };
  const person: EventPerson = { id: toId(1), event: event.id, role: 'speaker', member: zainab.id, name: null, about: '', agreedAt: null };
  const own = { ...whole, person };
  const agreed = { ...own, person: { ...person, agreedAt: NOW } };
  const second = {
    ...session,
    id: toId<SessionId>(6),
    position: 2,
    startsAt: after(session.startsAt, DAY),
    endsAt: after(session.endsAt, DAY),
  };
  const off = { ...second, id: toId<SessionId>(7), position: 3, state: 'cancelled' as const };
  const training = { event: { ...event, state: 'draft' as const, announcedAt: null }, sessions: [session, second, off] };
  const needs = { interpretation: ['ar' as const, 'ckb' as const], stepFree: true, childcare: true, signLanguage: true, asked: true };
  const free = { days: ['fri'], start: '12:00', end: '13:30', label: 'Prayer *' };
  const ownSettings = settingsOf({ events: { webinar: { planned: 8 }, keptFree: [free, { ...free, days: [...WEEKDAYS], label: '' }] } });
  const read: ReadEvent = {
    at: 2,
    title: 'Safe *spaces*',
    about: '',
    kind: 'webinar',
    format: 'virtual',
    place: '',
    link: '',
    language: undefined,
    zone: 'Asia/Baghdad',
    uid: undefined,
    times: session,
    rule: undefined,
  };
  const problems = [
    { at: 3, problem: phrase('events-import.problem.date', { text: 'soon @everyone' }) },
    { at: 4, problem: phrase('events-import.problem.word', { column: 'Type', text: 'party' }) },
    ...(['title', 'hours', 'link', 'cancelled', 'exception'] as const).map((problem, at) => ({
      at,
      problem: phrase(`events-import.problem.${problem}`),
    })),
  ];
  const typed = {
    id: event.id,
    version: 3,
    session: session.id,
    date: toLocalDate('2026-12-20'),
    startTime: toLocalTime('18:00'),
    endTime: toLocalTime('06:00'),
  };
  const { date, startTime, endTime } = typed;
  const nightly = { ...session, date, startTime, endTime };
  const night = { event: training.event, sessions: [nightly] };
  const nights = { ...night, sessions: [nightly, { ...nightly, id: second.id, date: toLocalDate('2026-12-21') }] };
  const one = { id: { ...seen.id, session: session.id } };
  const seriesMove = (hours: number) => ({
    from: session.startsAt,
    to: after(session.startsAt, hours * HOUR),
    end: after(session.endsAt, hours * HOUR),
  });
  return [
    card(
      'a training with its sessions and what it offers',
      draftCard(
        {
          ...draft,
          ...training,
          event: { ...training.event, needs, announceAt: NOW },
          conflicts: draft.conflicts.map((conflict) => ({ ...conflict, on: second.startsAt })),
        },
        language,
      ),
    ),
    card(
      'open, not posted',
      draftCard({ ...draft, event: { ...event, announcedAt: null }, conflicts: [] }, language, say('events-making.done.open')),
    ),
    card('the preview', ...previewCards({ ...training, event: { ...training.event, needs }, people }, [language])),
    card('the sessions', sessionsCard(training, language, say('events.done.saved'))),
    card('one session of a draft', sessionCard({ ...training, session: second }, language)),
    card('one session', sessionCard({ ...training, event, session: second }, language)),
    card('the only session', sessionCard({ ...whole, session }, language)),
    card('whether a new draft ends on the next day', overnightCard(typed, { isKept: true }, language)),
    card('whether another time ends on the next day', overnightCard({ ...typed, session: undefined }, { isKept: false }, language)),
    form('another time in place of the typed one', sessionControls.hours.form(language, { values: typed }, { id: typed })),
    card('one session moved', movedCard({ ...training, event, session: second }, session.startsAt, true, language)),
    card('one more session', sessionAddedCard({ ...training, session: second }, language)),
    card('one session called off', sessionOffCard({ ...training, session: off }, { reason: 'No power.\n@everyone', now: NOW }, language)),
    card('elsewhere, in the thread', elsewhereCard(whole, false, language)),
    card('elsewhere, for who is registered', elsewhereCard(whole, true, language)),
    ...(['over', 'link', 'place'] as const).map((lack) => card(`not announced: ${lack}`, notAnnouncedCard(whole, lack, language))),
    card('not announced: end', notAnnouncedCard(night, 'end', language)),
    card('whether one session ends on the next day, before it is announced', overnightFirstCard(night, 'posted', language)),
    card('the same of two', overnightFirstCard(nights, 'quietly', language)),
    form('one more session', sessionControls['session-add'].form(language, {}, seen)),
    form('another time of a session', sessionControls['session-move'].form(language, {}, one)),
    form('call one session off', sessionControls['session-off'].form(language, {}, one)),
    form('the time zone', sessionControls.zone.form(language, { values: { zone: 'Asia/Baghdad' } }, seen)),
    form('interpretation and access', makingControls.needs.form(language, {}, seen)),
    form('afterwards', makingControls.after.form(language, {}, seen)),
    card('the settings of events', settingsCard(ownSettings, language)),
    ...(['training', 'general'] as const).map((which) =>
      form(`settings: ${which}`, settingsControls.settings.form(language, ownSettings, which)),
    ),
    card(
      'a draft in hours that are kept free',
      draftCard(
        {
          ...draft,
          conflicts: [
            { type: 'kept-free', label: '' },
            { type: 'kept-free', label: 'Prayer *' },
          ],
        },
        language,
      ),
    ),
    form('a copy', makingControls.copy.form(language, {}, { id: event.id })),
    card(
      'a draft that recurs',
      draftCard(
        { ...draft, event: { ...draft.event, series: toId(2) }, conflicts: [], repeatsOn: ['2026-12-27', '2027-01-03'].map(toLocalDate) },
        language,
      ),
    ),
    card(
      'one of a series, for organisers',
      draftCard({ ...draft, event: { ...event, series: toId(2), announcedAt: null, announceAt: NOW }, conflicts: [] }, language),
    ),
    card('one of a series', registrationCard({ ...view, event: { ...event, series: toId(2) }, inSeries: false }, language)),
    card(
      'one of a series, for who comes to all',
      registrationCard(
        { ...view, event: { ...event, series: toId(2) }, inSeries: true, registration: exhibitedRegistration },
        language,
        say('events-series.done.joined'),
      ),
    ),
    card(
      'later events of a series with fewer places than are taken',
      crowdedLaterCard(
        { id: event.id, version: 3 },
        [
          { ...whole, crowded: [{ of: 'room', taken: 12, places: 8 }] },
          { event, sessions: [second], crowded: [{ of: 'online', taken: 2, places: 1 }] },
        ],
        language,
      ),
    ),
    card(
      'events of a series that ask other questions',
      askingCard([[whole], [whole, ...Array.from({ length: 9 }, () => ({ event, sessions: [second] }))]], 'online', language),
    ),
    card(
      'one of a series, which asks its own questions',
      registrationCard({ ...view, event: { ...event, series: toId(2), questions }, inSeries: true, registration: undefined }, language),
    ),
    card('a series has changed, as it was told before', seriesChangedCard({ ...whole, moves: [], more: 0 }, true, language)),
    card('a series has changed', seriesChangedCard({ ...whole, moves: [seriesMove(1), seriesMove(25)], more: 3 }, true, language)),
    card('a series has changed its hour', seriesChangedCard({ ...whole, moves: [seriesMove(1)], more: 0 }, false, language)),
    card('a series ends', seriesOffCard({ ...whole, event: { ...event, cancelReason: 'No funds @everyone' } }, language)),
    form('repeat it', seriesControls.repeat.form(language, {}, seen)),
    form(
      'the questions, once for a series',
      seriesControls['series-register'].form(
        language,
        {
          title: 'Safe spaces',
          submit: 'events-registration.form.register',
          fields: fieldsOfQuestions(questions),
          contents: contentsOfQuestions(questions, null),
        },
        { id: { event: event.id, version: 3, attends: 'room' } },
      ),
    ),
    form('end the series', seriesControls['series-end'].form(language, {}, seen)),
    card(
      'what a file would become',
      importedCard({ events: [read, { ...read, rule: 'FREQ=WEEKLY', title: 'مساحات @everyone' }], problems, known: 3 }, 'draft', language),
    ),
    card('a file without events', importedCard({ events: [], problems: problems.slice(0, 1), known: 0 }, undefined, language)),
    card('drafts are being made', importingCard(language)),
    form('import events', importControls.import.form(language, {})),
    form('when to announce it', announcingControls['announce-later'].form(language, {}, seen)),
    card('who hosts and speaks, for somebody who has yet to agree', peopleCard({ event, people, reader: zainab.id }, language)),
    card('nobody hosts or speaks', peopleCard({ event, people: [], reader: zainab.id }, language)),
    form('a member who takes part', peopleControls['people-add'].form(language, {}, seen)),
    form('a guest who takes part', peopleControls['people-guest'].form(language, {}, seen)),
    ...EVENT_ROLES.map((role) => card(`asked to be ${role}`, partAskedCard({ ...own, person: { ...person, role } }, language))),
    card('agreed', partAnswerCard(agreed, 'yes', language)),
    card('said no', partAnswerCard(own, 'no', language)),
    card('somebody said no', personRefusedCard(event, 'speaker', zainab.name, language)),
    card('the host is gone', personGoneCard(event, 'host', language)),
    card('an event of whoever speaks there', registrationCard({ ...view, parts: [agreed.person] }, language)),
    card('an event of whoever is asked to speak', registrationCard({ ...view, parts: [person] }, language)),
    card(
      'fewer places than are taken',
      crowdedCard(
        places,
        [
          { of: 'room', taken: 12, places: 8 },
          { of: 'online', taken: 2, places: 1 },
          { of: 'organisation', taken: 4, places: 2 },
        ],
        language,
      ),
    ),
  ];
}
