import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { afterwardsCard } from '../../../src/features/events/afterwards/cards/afterwards.js';
import { givenCard, savedCard, slidesAskedCard, slidesMissingCard, slidesThereCard } from '../../../src/features/events/materials/cards.js';
import { materialsControls } from '../../../src/features/events/materials/controls.js';
import { registrationCard } from '../../../src/features/events/registration/cards/registration.js';
import type { Material } from '../../../src/features/events/types.js';
import { speaker } from '../../../src/language/index.js';
import { event, registration, view, whole } from './events.js';
import { type Exhibit, NOW } from './people.js';

const slides: Material = {
  id: toId(1),
  event: event.id,
  kind: 'slides',
  link: 'https://files.example.org/slides?a=1&b=2',
  addedAt: NOW,
  toldAt: null,
};
const recording: Material = { ...slides, id: toId(2), kind: 'recording', link: 'https://video.example.org/safe' };
const both = [slides, recording];

/** Slides and recordings: how they are asked for, given and found. */
export function materialExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const contents = {
    introduction: say('events-materials.form.introduction'),
    hints: { recording: say.plain('events-materials.form.not-recorded') },
    values: { slides: [slides.link] },
  };
  return [
    card('a speaker is asked before', slidesAskedCard(event, 'before', language)),
    card('a speaker is asked afterwards', slidesAskedCard(event, 'after', language)),
    card('there are still no slides', slidesMissingCard(event, language)),
    { name: 'slides of an event that was not recorded (form)', form: materialsControls.slides.form(language, contents, { id: event.id }) },
    card('slides are saved before the thanks', savedCard({ ...whole, materials: [slides] }, false, language)),
    card('slides are saved after the thanks', savedCard({ ...whole, materials: both }, true, language)),
    card('all links are taken away', savedCard({ ...whole, materials: [] }, true, language)),
    card('in the thread', slidesThereCard(event, [], language)),
    card('for somebody who was there', givenCard(event, { materials: both }, true, language)),
    card('for somebody who was not there', givenCard(event, { materials: [recording] }, false, language)),
    card('thanks with slides', afterwardsCard(event, 'attended', language, { materials: both })),
    card('for absentees with the recording', afterwardsCard(event, 'absent', language, { materials: [recording] })),
    card('an event with slides', registrationCard({ ...view, registration, closed: 'over', materials: both }, language)),
  ];
}
