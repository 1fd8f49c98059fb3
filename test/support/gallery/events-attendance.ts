import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, HOUR } from '../../../src/core/time.js';
import { afterwardsCard, ratingsCard, thanksCard } from '../../../src/features/events/afterwards/cards/afterwards.js';
import { afterwardsControls } from '../../../src/features/events/afterwards/controls.js';
import { attendedCard, hereCard } from '../../../src/features/events/attendance/cards/attended.js';
import { completeCard } from '../../../src/features/events/attendance/cards/complete.js';
import { columnsCard, importedCard, settledCard } from '../../../src/features/events/attendance/cards/imported.js';
import { attendanceCard } from '../../../src/features/events/attendance/cards/list.js';
import { numbersCard } from '../../../src/features/events/attendance/cards/numbers.js';
import { attendanceControls as controls } from '../../../src/features/events/attendance/controls.js';
import type { AttendanceList, Listed } from '../../../src/features/events/attendance/list.js';
import { ATTENDANCE_SOURCES, REGISTRATION_STATES } from '../../../src/features/events/types.js';
import { speaker } from '../../../src/language/index.js';
import { exhibitedEvent as event, exhibitedRegistration as registration, exhibitedSession as session } from './events.js';
import { type Exhibit, NOW } from './people.js';

const FILE = '0f8fad5b-d9cb-469f-a165-70867728950e';

const listed = (number: number, given: Partial<Listed>): Listed => ({
  registration: { ...registration, id: toId(number) },
  name: 'Zainab *al-Moussawi* @everyone',
  organisation: 'Basra Relief & Hope',
  attendance: undefined,
  ...given,
});

const sources = ATTENDANCE_SOURCES.map((source, index) =>
  listed(index + 1, {
    attendance: { session: session.id, registration: toId(index + 1), source, share: 100 - 10 * index, recordedAt: NOW },
  }),
);
const states = REGISTRATION_STATES.map((state, index) =>
  listed(index + 20, { registration: { ...registration, id: toId(index + 20), state }, organisation: '', name: 'زهراء' }),
);

const list: AttendanceList = {
  event,
  sessions: [session, { ...session, id: toId(6), position: 2 }],
  session,
  code: '482913',
  people: [...sources, ...states],
  registered: 9,
  present: 6,
  search: undefined,
  strangers: [],
  page: 1,
  pages: 3,
  total: 45,
  now: after(session.startsAt, HOUR),
  organiser: true,
};

/** What people see of attendance, and after an event. */
export function attendanceExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const saved = speaker(language)('events.done.saved');
  const doubts = [{ name: 'Karwan', share: 75, choices: [{ who: { member: toId<never>(3) }, name: 'Karwan Ali' }] }];
  const kept = { event, sessions: [session], session };
  const numbers = {
    registered: 40,
    sessions: [
      { session, attended: 30 },
      { session: { ...session, position: 2 }, attended: 24 },
    ],
    unique: 33,
    repeated: 54,
    absent: 7,
    women: [18, 15],
  } as const;
  const few = { ...numbers, sessions: numbers.sessions.slice(0, 1), absent: null, women: null } as const;
  const shares = {
    people: 33,
    types: {
      type: 'shown',
      people: 33,
      organisations: null,
      groups: [
        { people: 18, organisations: 9 },
        { people: 10, organisations: 5 },
        { people: null, organisations: null },
        { people: null, organisations: null },
      ],
    },
    sectors: new Map([['health', 12]]),
    governorates: new Map([['basra', 14]]),
    guests: null,
  } as const;
  const noShares = {
    ...shares,
    people: 1,
    types: { type: 'few' },
    sectors: new Map<string, number>(),
    governorates: new Map<string, number>(),
    guests: 0,
  } as const;
  const complete = { kept: { shares, counted: [], keptAt: NOW }, completable: false, completeDays: 7 };
  const ratings = { answers: 12, average: 4.3, averageOf: 10, useful: ['The exercises @everyone'], missing: ['More time'] };
  return [
    card('who is there, for an organiser', attendanceCard(list, language, saved)),
    card(
      'a search for the host, with a member who did not register',
      attendanceCard(
        {
          ...list,
          search: 'basra *x*',
          people: sources.slice(0, 1),
          strangers: [{ id: toId(7), name: 'Sara' }],
          organiser: false,
          sessions: [session],
        },
        language,
      ),
    ),
    card('nobody is found', attendanceCard({ ...list, search: 'x', people: [], total: 0, page: 0, pages: 1 }, language)),
    card('before the session', attendanceCard({ ...list, now: NOW, people: [], page: 0, pages: 1 }, language)),
    card('you are there', hereCard(event, language)),
    ...(['wrong', 'early', 'expired'] as const).map((type) => card(`a code: ${type}`, attendedCard({ type }, 'Asia/Baghdad', language))),
    card('a code: wait', attendedCard({ type: 'wait', until: NOW }, 'Asia/Baghdad', language)),
    card('a file was read', importedCard({ ...kept, matched: 12, doubts, unknown: ['iPhone', '@everyone'] }, language)),
    card(
      'a file with many unknown people',
      importedCard({ ...kept, matched: 0, doubts: [], unknown: Array.from({ length: 25 }, (_, index) => `Guest ${index}`) }, language),
    ),
    card('a file of another program', columnsCard({ ...kept, columns: ['Teilnehmer', 'Dauer @everyone'], file: FILE }, language)),
    card('a file without any heading', columnsCard({ ...kept, columns: [], file: FILE }, language)),
    card('who it is', settledCard('Karwan Ali', 75, language)),
    card(
      'the numbers of a training',
      numbersCard({ ...complete, event: { ...event, countsWomen: true }, sessions: [session], numbers, organiser: true }, language),
    ),
    card(
      'the numbers of a small event',
      numbersCard(
        { ...complete, kept: { ...complete.kept, shares: noShares }, event, sessions: [session], numbers: few, organiser: false },
        language,
      ),
    ),
    card(
      'the numbers before the attendance is complete',
      numbersCard({ event, sessions: [session], numbers, kept: undefined, completable: true, completeDays: 7, organiser: false }, language),
    ),
    card('is the attendance complete', completeCard({ event, people: sources.map((one) => one.registration) }, language)),
    ...(['thread', 'attended', 'absent'] as const).map((reader) => card(`afterwards: ${reader}`, afterwardsCard(event, reader, language))),
    card('thanks without questions', afterwardsCard({ ...event, feedback: false }, 'attended', language)),
    card('the answer is saved', thanksCard(event, language)),
    card('ratings', ratingsCard({ event, sessions: [session], ratings }, language)),
    card(
      'ratings of few',
      ratingsCard({ event, sessions: [session], ratings: { answers: 4, average: null, averageOf: 0, useful: [], missing: [] } }, language),
    ),
    form('the code', controls.code.form(language, {})),
    form('search', controls['attendance-search'].form(language, {}, { id: session.id })),
    form('women and men', controls.women.form(language, { values: { women: 12, men: 9 } }, { id: session.id })),
    form('a guest', controls['door-guest'].form(language, {}, { id: session.id })),
    form('its columns', controls['attendance-columns'].form(language, {}, { id: { session: session.id, file: FILE } })),
    form('a file', controls['attendance-file'].form(language, {}, { id: session.id })),
    form(
      'feedback',
      afterwardsControls.feedback.form(
        language,
        { introduction: speaker(language)('events-afterwards.form.introduction') },
        { id: event.id },
      ),
    ),
  ];
}
