import { actions, card, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { formatInstant, formatList, speaker } from '../../../../language/index.js';
import { waysToAttend } from '../../rules/places.js';
import { firstSession } from '../../rules/state.js';
import type { WholeEvent } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import type { Attends } from '../../types.js';
import type { AskingEvents } from '../asking.js';
import { seriesControls as controls } from '../controls.js';

/** How many days are named; further ones are counted. */
const DAYS_NAMED = 6;
/** How many groups are shown at once; the answer to one shows the others. */
const GROUPS_SHOWN = 5;

/** Tells somebody who comes to a whole series which of its events ask something they have yet to answer, with a button for each group. */
export function askingCard(asking: readonly [AskingEvents, ...AskingEvents[]], attends: Attends, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    paragraph(say('events-series.asks', { title: titleIn(asking[0][0].event, language) })),
    { type: 'list', items: asking.map((group) => [daysOf(group, language)]) },
    actions(
      ...asking.slice(0, GROUPS_SHOWN).map(([first]) => {
        const ways = waysToAttend(first.event);
        const { id: event, version } = first.event;
        return controls['series-register'].button(say.plain('events-series.button.asks', { day: dayOf(first, language) }), {
          id: { event, version, attends: ways.includes(attends) ? attends : ways[0] },
          style: 'primary',
        });
      }),
    ),
  );
}

function daysOf(group: AskingEvents, language: Language): string {
  const days = group.slice(0, DAYS_NAMED).map((one) => dayOf(one, language));
  const more = group.length - days.length;
  return formatList(more === 0 ? days : [...days, speaker(language).plain('events-series.asks-more', { count: more })], language);
}

function dayOf({ event, sessions }: WholeEvent, language: Language): string {
  const first = firstSession(sessions);
  return first ? formatInstant(first.startsAt, event.zone, language, 'date') : titleIn(event, language);
}
