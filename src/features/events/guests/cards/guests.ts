import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { speaker } from '../../../../language/index.js';
import { titleIn } from '../../text-of.js';
import { guestsControls as controls } from '../controls.js';
import type { GuestsView } from '../link.js';

/** How people without an account come to an event. */
export function guestsCard({ event, link, closed, guests }: GuestsView, language: Language): Card {
  const say = speaker(language);
  const mayOpen = closed === undefined || closed === 'not-yet';
  const open = (key: 'events-guests.button.open' | 'events-guests.button.renew') =>
    controls['guests-link'].button(say.plain(key), { id: { id: event.id, wanted: 'open' }, ...(!link && { style: 'primary' as const }) });
  const buttons = [
    ...(mayOpen ? [open(link ? 'events-guests.button.renew' : 'events-guests.button.open')] : []),
    ...(link
      ? [
          controls['guests-link'].button(say.plain('events-guests.button.close'), {
            id: { id: event.id, wanted: 'close' },
            style: 'danger',
          }),
        ]
      : []),
  ];
  return card(
    language,
    heading(say('events-guests.card.title')),
    paragraph([titleIn(event, language)]),
    paragraph(say('events-guests.card.count', { count: guests })),
    closed !== undefined && note(say(`events.closed.${closed}`)),
    link && paragraph([{ type: 'code', text: link.address }]),
    link && paragraph(say('events-guests.card.open', { count: link.usesLeft })),
    link && note(say('events-guests.card.care')),
    !link && mayOpen && paragraph(say('events-guests.card.none')),
    note(say('events-guests.card.erased')),
    buttons.length > 0 && actions(...buttons),
  );
}
