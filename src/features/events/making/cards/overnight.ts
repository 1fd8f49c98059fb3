import { addDays } from '../../../../calendar/wall-clock.js';
import { actions, card, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { formatLocalDate, speaker } from '../../../../language/index.js';
import type { SessionTimes } from '../../types.js';
import type { TypedHours } from '../hours-id.js';
import { sessionControls as controls } from '../session-controls.js';

/** Whether a session ends on the day after it starts. */
export function overnightQuestion({ date, startTime: start, endTime: end }: SessionTimes, language: Language): Text {
  const day = (of: typeof date) => formatLocalDate(of, language, 'date');
  return speaker(language)('events-hours.ask', { from: day(date), start, end, to: day(addDays(date, 1)) });
}

/** Asks whether a session ends on the day after it starts. `isKept`: it is saved as it was typed, in a draft. */
export function overnightCard(hours: TypedHours, { isKept }: { readonly isKept: boolean }, language: Language): Card {
  const [question, buttons] = overnightBlocks(hours, language);
  return card(language, question, note(speaker(language)(isKept ? 'events-hours.ask-kept' : 'events-hours.ask-unsaved')), buttons);
}

/** The question, and what answers it. */
export function overnightBlocks(hours: TypedHours, language: Language): readonly [Block, Block] {
  const say = speaker(language);
  return [
    paragraph(overnightQuestion(hours, language)),
    actions(
      controls['hours-yes'].button(say.plain('events-hours.button.yes'), { id: hours, style: 'primary' }),
      controls.hours.button(say.plain('events-hours.button.no'), { id: hours }),
    ),
  ];
}
