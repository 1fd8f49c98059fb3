import { actions, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import type { FeedAddress } from '../addresses.js';
import { calendarsControls as controls } from '../controls.js';

/** The address of a member's own calendar, which nobody else should have. */
export function feedCard({ feed, page }: FeedAddress, language: Language, how: 'show' | 'renew'): Card {
  return cardIn(language, (say) => [
    heading(say('events-calendars.feed.title')),
    paragraph(say(`events-calendars.feed.${how === 'show' ? 'text' : 'renewed'}`)),
    paragraph([{ type: 'code', text: feed }]),
    note(say('events-calendars.feed.secret')),
    actions(
      { type: 'link-button', url: page, label: say.plain('events-calendars.button.subscribe') },
      controls.feed.button(say.plain('events-calendars.button.renew'), { id: 'renew' }),
    ),
  ]);
}
