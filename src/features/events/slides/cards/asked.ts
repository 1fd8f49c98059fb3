import { actions, card, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { titleIn } from '../../text-of.js';
import { slidesControls as controls } from '../controls.js';
import type { DescribedFile } from '../describe.js';
import type { DroppedFile } from '../types.js';

/** For whoever gave files: the question what each is, and why others could not be taken. */
export function askedCard(files: readonly DroppedFile[], language: Language): Card {
  return card(language, ...questionBlocks(files, language));
}

/** The same as a part of another card. */
export function questionBlocks(files: readonly DroppedFile[], language: Language): readonly Block[] {
  const isAsking = files.some(({ state }) => state === 'asked');
  return [
    ...files.flatMap((file) => (file.state === 'refused' ? refusedBlocks(file, language) : askedBlocks(file, language))),
    ...(isAsking ? [note(speaker(language)('events-slides.asked.only-you'))] : []),
  ];
}

function askedBlocks({ id, name }: DroppedFile, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    paragraph(say('events-slides.asked.what', { name })),
    actions(
      controls['file-what'].button(say.plain('events-slides.button.what'), { id, style: 'primary' }),
      controls['file-discard'].button(say.plain('events-slides.button.discard'), { id }),
    ),
  ];
}

function refusedBlocks({ id, name, refusal }: DroppedFile, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    paragraph([...say('events-slides.refused', { name }), ' ', refusal ?? '']),
    actions(controls['file-discard'].button(say.plain('events-slides.button.understood'), { id })),
  ];
}

/** After somebody said what a file is: who gets it, and when. */
export function describedCard({ event, file, areThanked }: DescribedFile, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-slides.described', { name: file.name, title: titleIn(event, language) })),
    note(say(areThanked ? 'events-slides.sent-now' : 'events-slides.sent-later')),
    actions(
      controls['file-add'].button(say.plain('events-slides.button.add'), { id: event.id }),
      controls['files-manage'].button(say.plain('events-slides.button.manage'), { id: event.id }),
    ),
  ]);
}
