import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { afterwardsCard } from '../../../src/features/events/afterwards/cards/afterwards.js';
import { givenCard, slidesThereCard } from '../../../src/features/events/materials/cards.js';
import { registrationCard } from '../../../src/features/events/registration/cards/registration.js';
import { askedCard, describedCard } from '../../../src/features/events/slides/cards/asked.js';
import { fileCard, filesCard } from '../../../src/features/events/slides/cards/files.js';
import { doneCard, manageCard, ownFileCard, removeCard } from '../../../src/features/events/slides/cards/manage.js';
import { slidesControls } from '../../../src/features/events/slides/controls.js';
import type { DroppedFile, EventFile } from '../../../src/features/events/slides/types.js';
import { titleIn } from '../../../src/features/events/text-of.js';
import { speaker } from '../../../src/language/index.js';
import { event, registration, view, whole } from './events.js';
import { type Exhibit, NOW, zainab } from './people.js';

const slides: EventFile = {
  id: toId(7),
  event: event.id,
  member: zainab.id,
  kind: 'slides',
  language: 'ar',
  forOthers: true,
  name: 'مساحات آمنة @everyone.pptx',
  size: 2_200_000,
  hash: 'a'.repeat(64),
  type: 'pptx',
  addedAt: NOW,
  toldAt: NOW,
};
const tool: EventFile = {
  ...slides,
  id: toId(8),
  kind: 'tool',
  language: 'en',
  forOthers: false,
  name: 'Checklist.xlsx',
  type: 'xlsx',
  size: 40_000,
};
const files = [slides, tool];
const asked: DroppedFile = {
  id: toId(9),
  event: event.id,
  member: zainab.id,
  state: 'asked',
  name: 'Safe spaces <!channel>.pdf',
  size: 500_000,
  refusal: null,
  addedAt: NOW,
};

/** Files of events: how they are given, asked about, sent and taken away. */
export function slidesExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const refused: DroppedFile = {
    ...asked,
    id: toId(10),
    state: 'refused',
    name: 'Film.mp4',
    refusal: say.plain('events-slides.error.large', { max: 10 }),
  };
  const contents = { introduction: say('events-slides.form.introduction', { title: titleIn(event, language) }) };
  const about = { introduction: say('events-slides.form.about', { name: asked.name, title: titleIn(event, language) }) };
  const shown = { ...whole, files, registration, later: true, gives: false };
  const managed = { ...whole, files, materials: [], asked: [], reached: { attended: 24, sent: 21, fetched: 12, requested: 3 } };
  return [
    card('the question about a file, and one that was refused', askedCard([asked, refused], language)),
    { name: 'what is it (form)', form: slidesControls['file-what'].form(language, about, { id: asked.id }) },
    { name: 'give a file (form)', form: slidesControls['file-add'].form(language, contents, { id: event.id }) },
    card('said before the thanks', describedCard({ ...whole, file: asked, areThanked: false }, language)),
    card('said after the thanks', describedCard({ ...whole, file: asked, areThanked: true }, language)),
    card('what there is, and whom it reached', manageCard(managed, language)),
    card(
      'a question and nothing yet',
      manageCard({ ...managed, files: [], asked: [asked], reached: { attended: 0, sent: 0, fetched: 0, requested: 0 } }, language),
    ),
    card('one file, for whoever may take it away', ownFileCard(event, tool, language)),
    card('asks before a file is taken away', removeCard(event, tool, language)),
    card('taken away', doneCard('events-slides.remove.done', language)),
    card('thrown away', doneCard('events-slides.discarded', language)),
    card('the files, for somebody who asked', filesCard(shown, language)),
    card('the files, without later ones', filesCard({ ...shown, later: false }, language)),
    card('no files', filesCard({ ...shown, files: [] }, language)),
    card('a file that is sent', fileCard(event, slides, true, language)),
    card('in the thread', slidesThereCard(event, files, language)),
    card('later files', givenCard(event, { materials: [], files }, true, language)),
    card('later files for somebody who asked before', givenCard(event, { materials: [], files }, false, language)),
    card('offered to somebody who was not there', givenCard(event, { materials: [], files: [], isOffered: true }, false, language)),
    card('thanks with files', afterwardsCard(event, 'attended', language, { files })),
    card('offered to absentees', afterwardsCard(event, 'absent', language, { files })),
    card('thanks in the thread', afterwardsCard(event, 'thread', language, { files })),
    card('an event with files', registrationCard({ ...view, registration, closed: 'over', hasFiles: true }, language)),
  ];
}
