import { actions, card, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, speaker } from '../../../language/index.js';
import { makingControls } from '../making/controls.js';
import { addButton, fileBlocks, filesButton, offerBlocks } from '../slides/cards/files.js';
import type { EventFile } from '../slides/types.js';
import { titleIn } from '../text-of.js';
import type { CommunityEvent, EventId, Material } from '../types.js';
import { materialsControls as controls } from './controls.js';
import type { GivenMaterials } from './give.js';
import type { SlideStep } from './rules/asking.js';

/** Links to slides and recording, for those who may have them. */
export function materialBlocks(materials: readonly Pick<Material, 'kind' | 'link'>[], language: Language): readonly Block[] {
  if (materials.length === 0) return [];
  const say = speaker(language);
  const items = materials.map(({ kind, link }) => ({
    label: say(`events-materials.kind.${kind}`),
    value: [{ type: 'link', url: link, label: link }] as Text,
  }));
  return [{ type: 'facts', items }];
}

/** The button with which slides are given. */
export function slidesButton(id: EventId, language: Language) {
  return controls.slides.button(speaker(language).plain('events-materials.button.give'), { id });
}

/** Asks a speaker for their slides. */
export function slidesAskedCard(event: CommunityEvent, step: SlideStep, language: Language): Card {
  const words = step === 'before' ? 'events-materials.asked.before' : 'events-materials.asked.after';
  return cardIn(language, (say) => [
    paragraph(say(words, { title: titleIn(event, language) })),
    note(say('events-materials.asked.who')),
    actions(addButton(event.id, language), slidesButton(event.id, language)),
  ]);
}

/** Tells organisers that there are no slides. */
export function slidesMissingCard(event: CommunityEvent, language: Language): Card {
  const title = titleIn(event, language);
  return card(
    language,
    paragraph(speaker(language)('events-materials.missing', { title })),
    actions(addButton(event.id, language), slidesButton(event.id, language)),
  );
}

/** After links were saved. */
export function savedCard({ event, materials }: GivenMaterials, told: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(materials.length === 0 ? 'events-materials.saved-none' : 'events-materials.saved', { title: titleIn(event, language) })),
    ...materialBlocks(materials, language),
    materials.length > 0 && note(say(told ? 'events-materials.who-now' : 'events-materials.who-later')),
    actions(slidesButton(event.id, language)),
  ]);
}

/** In the thread: there are slides, and where those who registered find them. */
export function slidesThereCard(event: CommunityEvent, files: readonly EventFile[], language: Language): Card {
  const title = titleIn(event, language);
  return cardIn(language, (say) => [
    paragraph(say(files.length === 0 ? 'events-materials.there' : 'events-slides.there', { title })),
    files.some(({ forOthers }) => forOthers) && note(say('events-slides.there-open')),
    actions(
      ...(files.length === 0 ? [] : [filesButton(event.id, language)]),
      makingControls.show.button(say.plain('events-materials.button.show'), { id: event.id }),
    ),
  ]);
}

/** What somebody is given: links, files, or the question whether they want the files. */
export interface Gift {
  readonly materials: readonly Material[];
  readonly files?: readonly EventFile[];
  readonly isOffered?: boolean;
}

/** What came later, for one person. */
export function givenCard(event: CommunityEvent, gift: Gift, wasThere: boolean, language: Language): Card {
  const { materials, files = [], isOffered = false } = gift;
  const words = wasThere
    ? 'events-materials.given'
    : materials.length > 0
      ? 'events-materials.given-absent'
      : isOffered
        ? 'events-slides.given-absent'
        : 'events-slides.given-later';
  return card(
    language,
    paragraph(speaker(language)(words, { title: titleIn(event, language) })),
    ...materialBlocks(materials, language),
    ...fileBlocks(event.id, files, language),
    ...(isOffered ? offerBlocks(event.id, language) : []),
  );
}
