import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import type { Zone } from '../../../core/time.js';
import { cardIn, formatInstant, speaker } from '../../../language/index.js';
import { letterControls as controls } from '../controls.js';
import { monthName } from '../month-name.js';
import { letterCard } from '../render/card.js';
import type { Letter, Written } from '../types.js';

interface Reader {
  readonly language: Language;
  readonly timezone: Zone;
}

/** The letter in the channel, and as a member's own copy. */
export function chatCard(letter: Written): Card {
  return letterCard(letter, note(speaker(letter.language)('letter.post.note', { command: '/profile notifications' })));
}

/** The same once nothing is left of what it told. */
export function goneCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('letter.post.gone')));
}

/** Tells organisers that a draft waits, or still does. */
export function draftedCard(letter: Letter, isReminder: boolean, { language, timezone }: Reader): Card {
  const { id, version } = letter;
  const at = formatInstant(letter.sendAt, timezone, language, 'date-time');
  const values = { month: monthName(letter.month, language), at };
  return cardIn(language, (say) => [
    heading(say('letter.drafted.title', { month: values.month })),
    paragraph(say(isReminder ? 'letter.drafted.reminder' : 'letter.drafted.text', values)),
    note(say('letter.drafted.note')),
    actions(
      controls.show.button(say.plain('letter.button.read'), { id: { id, language }, style: 'primary' }),
      controls.approve.button(say.plain('letter.button.approve'), { id: { id, version } }),
    ),
  ]);
}

/** Tells somebody that their letter was stopped from a mail. */
export function stoppedCard(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('letter.stopped.text')),
    note(say('letter.stopped.note')),
    actions(controls.agree.button(say.plain('letter.button.agree-again'))),
  ]);
}

/** What was done, in a sentence, and the way back to the letter. */
export function doneCard(text: Text, language: Language): Card {
  return card(language, paragraph(text), actions(controls.overview.button(speaker(language).plain('letter.button.overview'))));
}
