import { actions, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatInstant } from '../../../../language/index.js';
import { titleBlocks, whenText } from '../../cards/labels.js';
import type { WholeEvent } from '../../store/index.js';
import type { Session } from '../../types.js';
import { makingControls } from '../controls.js';
import { sessionControls as controls } from '../session-controls.js';

/** The sessions of an event, for organisers. `lead` is said first. */
export function sessionsCard({ event, sessions }: WholeEvent, language: Language, lead?: Text): Card {
  const id = { id: event.id, version: event.version };
  const planned = sessions.filter(({ state }) => state === 'planned');
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    ...titleBlocks(event, language),
    {
      type: 'list',
      ordered: true,
      items: sessions.map((session): Text => {
        const when = whenText(session, event.zone, language);
        return session.state === 'planned' ? when : [...when, ` · ${say.plain('events-making.sessions.called-off')}`];
      }),
    },
    event.state !== 'cancelled' &&
      actions(
        controls['session-add'].button(say.plain('events-making.sessions.add'), { id }),
        makingControls.draft.button(say.plain('events.button.manage'), { id: event.id }),
      ),
    event.state !== 'cancelled' &&
      planned.length > 0 &&
      actions(
        controls.session.menu(
          {
            label: say.plain('events-making.sessions.choose'),
            options: planned.map(({ id: session, position, startsAt }) => ({
              value: String(session),
              label: say.plain('events-making.sessions.number', { number: position }),
              description: formatInstant(startsAt, event.zone, language, 'date-time'),
            })),
          },
          { id },
        ),
      ),
  ]);
}

/** One session, to change it. */
export function sessionCard({ event, session, sessions }: WholeEvent & { readonly session: Session }, language: Language): Card {
  const id = { id: event.id, version: event.version, session: session.id };
  const isOnly = sessions.filter(({ state }) => state === 'planned').length === 1;
  return cardIn(language, (say) => [
    ...titleBlocks(event, language),
    {
      type: 'facts',
      items: [
        {
          label: say('events-making.sessions.number', { number: session.position }),
          value: whenText(session, event.zone, language),
        },
      ],
    },
    event.state === 'announced' && note(say('events-making.sessions.told')),
    actions(
      controls['session-move'].button(say.plain('events-making.sessions.move'), { id }),
      ...(isOnly
        ? []
        : [
            controls['session-off'].button(
              say.plain(event.state === 'draft' ? 'events-making.sessions.remove' : 'events-making.sessions.off'),
              { id, style: 'danger' },
            ),
          ]),
      controls.sessions.button(say.plain('events-making.sessions.all'), { id: event.id }),
    ),
  ]);
}
