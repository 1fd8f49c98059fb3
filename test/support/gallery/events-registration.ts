import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { announcementMessage } from '../../../src/features/events/announcing/cards/announcement.js';
import { notSelectedCard, registrationCard } from '../../../src/features/events/registration/cards/registration.js';
import { registrationControls } from '../../../src/features/events/registration/controls.js';
import { applicantsCard } from '../../../src/features/events/registration/organising/cards/applicants.js';
import { registrantsCard } from '../../../src/features/events/registration/organising/cards/list.js';
import { organisingControls as controls } from '../../../src/features/events/registration/organising/controls.js';
import { contentsOfQuestions, fieldsOfQuestions } from '../../../src/features/events/registration/question-fields.js';
import type { CommunityEvent, Question, Registration, RegistrationId } from '../../../src/features/events/types.js';
import { speaker } from '../../../src/language/index.js';
import { registration, view, event as webinar, whole } from './events.js';
import type { Exhibit } from './people.js';

export const questions: readonly Question[] = [
  { label: 'What do you hope for? @everyone', required: true, options: [] },
  { label: 'Lunch?', required: false, options: ['With meat', 'Without meat'] },
];
const event: CommunityEvent = {
  ...webinar,
  questions,
  secondForm: questions,
  approval: true,
  recorded: true,
  audience: { to: 'sectors', sectors: ['protection', 'wash'] },
};
const seen = { id: event.id, version: event.version };

/** Colleagues, questions, selection, messages and lists. */
export function eventRegistrationExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const shown = (change: Partial<Registration>, given: Partial<CommunityEvent> = {}) => ({
    ...view,
    event: { ...event, ...given },
    registration: { ...registration, answers: ['Ideas', ''], ...change },
  });
  const applicant = (id: string, name: string, answers: readonly string[]) => ({
    registration: { ...registration, id: toId<RegistrationId>(id), answers },
    name,
    organisation: id === '1' ? undefined : 'Reed House',
  });
  const applicants = ['1', '2', '3', '4', '5', '6', '7'].map((id) =>
    applicant(id, `Amal ${id} <@U1>`, ['Ideas\\n*bold*', id === '2' ? 'With meat' : '']),
  );
  return [
    { name: 'an announcement of what one applies for', message: announcementMessage({ ...whole, event, people: [] }, [language]) },
    card('not answered, recorded', registrationCard({ ...view, event }, language)),
    card(
      'a colleague registered them',
      registrationCard(shown({ state: 'invited' }), language, say('events-registration.invited.by', { name: 'Noor' })),
    ),
    card(
      'by a colleague who is gone',
      registrationCard(shown({ state: 'invited' }), language, say('events-registration.invited.by-somebody')),
    ),
    card('a colleague is asked', registrationCard(shown({}), language, say('events-registration.colleague.done', { name: 'Noor' }))),
    card('applied, from another sector', registrationCard({ ...shown({ state: 'applied' }), outside: true }, language)),
    card('selected', registrationCard(shown({}), language, say('events-registration.selected'))),
    card('with all details, and recorded', registrationCard(shown({ secondAnswers: ['a', 'b'], recordingAgreed: true }), language)),
    card('not selected', notSelectedCard({ event }, language)),
    card(
      'an event for types of organisations',
      registrationCard(shown({}, { audience: { to: 'types', types: ['local', 'national'] } }), language),
    ),
    card('an event for chosen people', registrationCard(shown({}, { audience: { to: 'members' } }), language)),
    card('those who apply', applicantsCard({ ...whole, event, applicants }, 0, language)),
    card(
      'the second page of them',
      applicantsCard({ ...whole, event, applicants }, 1, language, say('events-registration.select.done', { selected: 3, refused: 1 })),
    ),
    card('nobody applies', applicantsCard({ ...whole, event, applicants: [] }, 0, language)),
    card('the list of those who registered', registrantsCard(event, 12, language)),
    form('a colleague', registrationControls.colleague.form(language, {}, { id: event.id })),
    form(
      'the questions',
      registrationControls.register.form(
        language,
        {
          title: 'Safe spaces',
          submit: 'events-registration.form.register',
          fields: fieldsOfQuestions(questions),
          contents: contentsOfQuestions(questions, ['Ideas', 'Without meat']),
        },
        { id: { event: event.id, version: 3, attends: 'room' } },
      ),
    ),
    form(
      'the second form',
      registrationControls.second.form(
        language,
        {
          title: say.plain('events-registration.second.title'),
          submit: 'common.save',
          fields: fieldsOfQuestions(questions),
          contents: contentsOfQuestions(questions, null),
        },
        { id: seen },
      ),
    ),
    form('who can come', controls.who.form(language, { options: { sectors: [{ value: 'wash', label: 'WASH' }] } }, { id: seen })),
    form(
      'questions of an event',
      controls.questions.form(
        language,
        { values: { question1: questions[0], question2: questions[1] } },
        { id: { ...seen, list: 'questions' } },
      ),
    ),
    form(
      'selection',
      controls.select.form(
        language,
        { options: { chosen: [{ value: '1', label: 'Amal' }], refused: [{ value: '1', label: 'Amal' }] } },
        { id: event.id },
      ),
    ),
  ];
}
