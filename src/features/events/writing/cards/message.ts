import { actions, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import { makingControls } from '../../making/controls.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent } from '../../types.js';
import { writingControls as controls } from '../controls.js';
import type { MessagePreview } from '../write.js';
import { whomText } from './whom.js';

/** A message as people will read it, and who they are, before it is sent. */
export function previewCard(
  { id, event, sessions, whom, words, recipients, untold, unasked, later }: MessagePreview,
  language: Language,
): Card {
  return cardIn(language, (say) => [
    heading(say('events-organising.message.title')),
    paragraph(say('events-organising.message.about', { title: titleIn(event, language) })),
    quote([words]),
    {
      type: 'facts',
      items: [
        { label: say('events-organising.message.whom'), value: [whomText(whom, sessions, recipients + untold, language)] },
        { label: say('events-organising.message.recipients'), value: say('events-organising.message.count', { count: recipients }) },
      ],
    },
    untold > 0 && note(say('events-organising.message.untold', { count: untold })),
    unasked > 0 && note(say('events-whom.unasked', { count: unasked })),
    later > 0 && note(say('events-whom.later', { count: later })),
    note(say('events-organising.message.off')),
    actions(
      controls['message-send'].button(say.plain('events-organising.message.send'), { id, style: 'primary' }),
      controls.message.button(say.plain('events-organising.message.again'), { id: event.id }),
    ),
  ]);
}

export function sentCard(event: CommunityEvent, recipients: number, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-organising.message.sent', { count: recipients })),
    actions(makingControls.draft.button(say.plain('events.button.manage'), { id: event.id })),
  ]);
}

/** What those who get it read. */
export function messageCard(event: CommunityEvent, words: string, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-organising.message.from', { title: titleIn(event, language) })),
    quote([words]),
    note(say('events-organising.message.switch-off', { command: '/profile notifications' })),
    actions(makingControls.show.button(say.plain('events-organising.button.event'), { id: event.id })),
  ]);
}
