import { actions, heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import { titleIn } from '../../text-of.js';
import type { Completable } from '../complete.js';
import { attendanceControls as controls } from '../controls.js';

/** Asks whether everybody who came is on the list, since the shares never change afterwards. */
export function completeCard({ event, people }: Pick<Completable, 'event' | 'people'>, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('events-shares.ask-title')),
    paragraph([titleIn(event, language)]),
    paragraph(say('events-shares.marked', { people: people.length })),
    paragraph(say('events-shares.ask')),
    actions(
      controls['attendance-complete'].button(say.plain('events-shares.button.sure'), { id: { id: event.id, word: 'sure' } }),
      controls.attendance.button(say.plain('events-attendance.button.list'), { id: event.id }),
    ),
  ]);
}
