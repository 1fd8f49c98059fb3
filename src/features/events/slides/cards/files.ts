import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { speaker } from '../../../../language/index.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent, EventId } from '../../types.js';
import { slidesControls as controls } from '../controls.js';
import type { AskedFiles } from '../get.js';
import type { EventFile } from '../types.js';
import { fileText, getButton } from './labels.js';

/** How many files a message shows; the others are behind a button. */
const SHOWN = 10;
const IN_A_ROW = 5;

/** A button for each file, in rows. */
export function fileBlocks(event: EventId, files: readonly EventFile[], language: Language): readonly Block[] {
  const shown = files.slice(0, SHOWN).map((file) => getButton(file, language));
  const rows: Block[] = [];
  for (let start = 0; start < shown.length; start += IN_A_ROW) rows.push(actions(...shown.slice(start, start + IN_A_ROW)));
  if (files.length > SHOWN) rows.push(actions(filesButton(event, language)));
  return rows;
}

/** Leads to the files of an event, for those who may have them. */
export function filesButton(id: EventId, language: Language) {
  return controls.files.button(speaker(language).plain('events-slides.button.files'), { id });
}

/** Gives a file. */
export function addButton(id: EventId, language: Language) {
  return controls['file-add'].button(speaker(language).plain('events-slides.button.add'), { id, style: 'primary' });
}

/** Leads whoever may give files to what there is, and to giving more. */
export function manageButton(id: EventId, language: Language) {
  return controls['files-manage'].button(speaker(language).plain('events-slides.button.manage'), { id });
}

/** The files of an event, for somebody who asked for them. */
export function filesCard({ event, files, later }: AskedFiles, language: Language): Card {
  const say = speaker(language);
  const title = titleIn(event, language);
  if (files.length === 0) return card(language, paragraph(say('events-slides.none', { title })));
  const rows: Block[] = [];
  for (let start = 0; start < files.length; start += IN_A_ROW)
    rows.push(actions(...files.slice(start, start + IN_A_ROW).map((file) => getButton(file, language))));
  return card(
    language,
    heading(say('events-slides.title', { title })),
    { type: 'list', items: files.map((file) => [fileText(file, language)]) },
    ...rows,
    ...(later === undefined ? [] : laterBlocks(event, later, language)),
  );
}

/** Whether whoever asked hears of later files, and how they change that. */
function laterBlocks({ id }: Pick<CommunityEvent, 'id'>, later: boolean, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    note(say(later ? 'events-slides.later.yes' : 'events-slides.later.no')),
    actions(
      controls['files-later'].button(say.plain(later ? 'events-slides.button.not-later' : 'events-slides.button.later'), {
        id: { event: id, later: later ? 'no' : 'yes' },
      }),
    ),
  ];
}

/** The card beside a file that is sent. `later`: whether its reader hears of later ones; undefined for those who give them. */
export function fileCard(event: CommunityEvent, file: EventFile, later: boolean | undefined, language: Language): Card {
  return card(
    language,
    paragraph(speaker(language)('events-slides.here', { title: titleIn(event, language) })),
    { type: 'list', items: [[fileText(file, language)]] },
    ...(later === undefined ? [] : laterBlocks(event, later, language)),
  );
}

/** For a registered person who was not there: whether they want what there is. */
export function offerBlocks(event: EventId, language: Language): readonly Block[] {
  return [paragraph(speaker(language)('events-slides.offer')), actions(filesButton(event, language))];
}
