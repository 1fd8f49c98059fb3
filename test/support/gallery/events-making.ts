import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { toLocalDate } from '../../../src/core/time.js';
import { crowdedCard } from '../../../src/features/events/making/cards/crowded.js';
import { partAnswerCard, partAskedCard } from '../../../src/features/events/making/people/cards/part.js';
import { peopleCard, personGoneCard, personRefusedCard } from '../../../src/features/events/making/people/cards/people.js';
import { peopleControls } from '../../../src/features/events/making/people/controls.js';
import { registrationCard } from '../../../src/features/events/registration/cards/registration.js';
import { EVENT_ROLES, type EventPerson } from '../../../src/features/events/types.js';
import { event, people, view, whole } from './events.js';
import { type Exhibit, NOW, zainab } from './people.js';

const places = {
  id: event.id,
  version: 3,
  roomCapacity: 8,
  onlineCapacity: 1,
  organisationSeats: null,
  registrationUntil: toLocalDate('2026-12-19'),
};

/** What organisers are asked before they save, sessions and copies. */
export function eventMakingExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const seen = { id: { id: event.id, version: 3 } };
  const person: EventPerson = { id: toId(1), event: event.id, role: 'speaker', member: zainab.id, name: null, about: '', agreedAt: null };
  const own = { ...whole, person };
  const agreed = { ...own, person: { ...person, agreedAt: NOW } };
  return [
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
          { attends: 'room', taken: 12, places: 8 },
          { attends: 'online', taken: 2, places: 1 },
        ],
        language,
      ),
    ),
  ];
}
