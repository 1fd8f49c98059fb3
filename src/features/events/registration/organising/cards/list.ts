import { actions, note, paragraph } from '../../../../../core/blocks.js';
import type { Language } from '../../../../../core/language.js';
import type { Card } from '../../../../../core/message.js';
import { cardIn } from '../../../../../language/index.js';
import { afterwardsControls } from '../../../afterwards/controls.js';
import { makingControls } from '../../../making/controls.js';
import { titleIn } from '../../../text-of.js';
import type { CommunityEvent } from '../../../types.js';
import { organisingControls as controls } from '../controls.js';

/** What goes with the file of those who registered. */
export function registrantsCard(event: CommunityEvent, count: number, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-registration.list.text', { title: titleIn(event, language), count })),
    note(say('events-registration.list.keep')),
    actions(
      controls.sheet.button(say.plain('events-organising.button.sheet'), { id: event.id }),
      afterwardsControls['no-shows'].button(say.plain('events-afterwards.button.no-shows'), { id: event.id }),
      makingControls.draft.button(say.plain('events.button.manage'), { id: event.id }),
    ),
  ]);
}

/** What goes with the sheet on which people sign. */
export function sheetCard(event: CommunityEvent, count: number, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-organising.sheet.text', { title: titleIn(event, language), count })),
    note(say('events-organising.sheet.print')),
    actions(makingControls.draft.button(say.plain('events.button.manage'), { id: event.id })),
  ]);
}
