import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY, toLocalDate } from '../../../src/core/time.js';
import { noShowsCard } from '../../../src/features/events/afterwards/cards/afterwards.js';
import { minutesCard } from '../../../src/features/events/minutes/cards/minutes.js';
import {
  actionAskedCard,
  actionsCard,
  answeredCard,
  approvedCard,
  correctionCard,
  correctionsOverCard,
  draftThereCard,
  fileCard,
  notedCard,
  withdrawnCard,
} from '../../../src/features/events/minutes/cards/said.js';
import { minutesControls as controls } from '../../../src/features/events/minutes/controls.js';
import { groupNotes } from '../../../src/features/events/minutes/rules/grouping.js';
import type { MinutesView } from '../../../src/features/events/minutes/view.js';
import { registrationCard } from '../../../src/features/events/registration/cards/registration.js';
import { reminderCard } from '../../../src/features/events/reminders/cards.js';
import type { Minutes, Note } from '../../../src/features/events/types.js';
import { speaker } from '../../../src/language/index.js';
import { event, session, view, whole } from './events.js';
import { bridge, type Exhibit, karwan, NOW, tigris } from './people.js';

const first: Note = {
  id: toId(1),
  event: event.id,
  kind: 'update',
  sector: 'protection',
  organisation: tigris.id,
  language: 'en',
  words: 'We opened a legal clinic. @everyone <!channel> *bold*',
  responsible: null,
  responsibleMember: null,
  dueOn: null,
  outcome: null,
  mergedInto: null,
  notedAt: NOW,
};
const action: Note = {
  ...first,
  id: toId(5),
  kind: 'action',
  sector: null,
  words: 'Send the referral form (62.5% done)\nto all',
  responsible: karwan.name,
  responsibleMember: karwan.id,
  dueOn: toLocalDate('2026-12-31'),
};
const notes: readonly Note[] = [
  first,
  { ...first, id: toId(2), kind: 'challenge', organisation: null, language: 'ar', words: 'التنقّل صعب في القرى (62.5%) منذ 2026.' },
  {
    ...first,
    id: toId(3),
    kind: 'recommendation',
    sector: 'awareness',
    organisation: bridge.id,
    language: 'ckb',
    words: 'پێویستە ڕاهێنان بە کوردی بێت.',
  },
  { ...first, id: toId(4), kind: 'decision', sector: null, organisation: null, words: 'We meet each month.' },
  action,
];
const open: Minutes = { event: event.id, state: 'open', version: 3, previous: null, approvedAt: null, correctionsUntil: null };
const meeting = { ...event, kind: 'coordination-meeting' } as const;
export const minutesView: MinutesView = {
  event: meeting,
  sessions: [{ ...session, startsAt: after(NOW, -DAY), endsAt: after(NOW, -DAY / 2) }],
  minutes: open,
  notes,
  keeper: true,
  grouped: groupNotes(notes, ['protection', 'awareness']),
  organisations: new Map([tigris, bridge].map(({ id, name }) => [id, name])),
  corrections: [],
  previous: undefined,
  carried: [],
  organiser: true,
  now: NOW,
};
const correction: Note = { ...first, id: toId(9), kind: 'correction', organisation: null, words: 'It was two clinics.' };
const inCorrection: MinutesView = {
  ...minutesView,
  minutes: { ...open, state: 'correction', correctionsUntil: after(NOW, DAY) },
  corrections: [correction],
  previous: { ...whole, event: { ...meeting, id: toId(3) } },
  carried: [{ ...action, id: toId(6), responsible: null, dueOn: null }],
};
const empty = groupNotes([], []);
const many = Array.from({ length: 30 }, (_, index): Note => ({ ...first, id: toId(20 + index), words: `Note ${index + 1}` }));
const none = { ...minutesView, notes: [], grouped: empty };

/** Minutes of meetings: notes, corrections, actions. */
export function minutesExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const id = { id: event.id };
  const saved = { ...minutesView, note: toId<Note['id']>(1) };
  const noted = { ...whole, note: action };
  const member = { keeper: false, organiser: false, corrections: [] };
  const approved = { ...open, state: 'approved', approvedAt: NOW } as const;
  const meetings = { minutes: undefined, previous: { event: toId<typeof event.id>(3), state: 'approved' } } as const;
  const seen = { note: first.id, version: 3 };
  const options = { sector: [{ value: '-', label: say.plain('events-minutes.no-sector') }] };
  return [
    form(
      'a note',
      controls.note.form(
        language,
        { introduction: say('events-minutes.form.note-introduction'), options, values: { attribution: 'nobody' } },
        id,
      ),
    ),
    form('a decision', controls['minutes-decision'].form(language, { options }, id)),
    form('an action', controls['minutes-action'].form(language, { options }, id)),
    form('another text of a note', controls['note-edit'].form(language, { options, values: { words: first.words } }, { id: seen })),
    form('another text of an action', controls['action-edit'].form(language, { options, values: { words: action.words } }, { id: seen })),
    form(
      'notes that say the same',
      controls['minutes-merge'].form(language, { options: { notes: options.sector } }, { id: { event: event.id, version: 3 } }),
    ),
    form('a correction', controls['minutes-correct'].form(language, { introduction: say('events-minutes.form.correct-introduction') }, id)),
    card('noted for an organisation', notedCard({ ...saved, organisation: tigris.name }, language)),
    card('noted for nobody', notedCard({ ...saved, organisation: undefined }, language)),
    card('a note is taken back', withdrawnCard(event.id, language)),
    card('minutes that are written', minutesCard(minutesView, 0, language)),
    card('minutes without notes', minutesCard(none, 0, language)),
    card('minutes of many notes', minutesCard({ ...minutesView, notes: many, grouped: groupNotes(many, ['protection']) }, 1, language)),
    card('a draft with corrections, for an organiser', minutesCard(inCorrection, 0, language)),
    card('a draft, for a member', minutesCard({ ...inCorrection, ...member }, 0, language)),
    card(
      'a draft after the correction round',
      minutesCard({ ...inCorrection, minutes: { ...open, state: 'correction', correctionsUntil: NOW } }, 0, language),
    ),
    card('approved minutes, for a member', minutesCard({ ...minutesView, ...member, minutes: approved }, 0, language)),
    card('a correction was sent', correctionCard(event, language)),
    card('in the thread: a draft', draftThereCard(event, after(NOW, 5 * DAY), language)),
    card('in the thread: approved', approvedCard(event, language)),
    card('the correction round is over', correctionsOverCard(event, 2, language)),
    card('nobody sent a correction', correctionsOverCard(event, 0, language)),
    card('a file', fileCard('Safe spaces @everyone', language)),
    card('whoever does an action is asked', actionAskedCard(event, action, 'own', language)),
    card('organisers are asked', actionAskedCard(event, { ...action, responsible: null }, 'organisers', language)),
    ...(['done', 'later', 'not'] as const).map((answer) => card(`an action: ${answer}`, answeredCard(noted, answer, language))),
    card('open actions', actionsCard({ actions: [noted] }, language)),
    card('no open actions', actionsCard({ actions: [] }, language)),
    card('an event that is a meeting', registrationCard({ ...view, event: meeting, meetings }, language)),
    card(
      'a meeting begins, in its thread',
      reminderCard({ event: meeting, session, minutes: 0, zone: undefined, showsWhere: false, meetings }, language),
    ),
    card(
      'who missed the last events',
      noShowsCard(
        {
          ...whole,
          people: [
            { name: karwan.name, missed: 3 },
            { name: 'Ali *b* @everyone', missed: 2 },
          ],
        },
        language,
      ),
    ),
    card('nobody missed the last events', noShowsCard({ ...whole, people: [] }, language)),
  ];
}
