import { instantOf, localDateOf, MIDNIGHT } from '../../../../calendar/wall-clock.js';
import { actions, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { LocalDate } from '../../../../core/time.js';
import { cardIn, formatInstant, formatList, speaker } from '../../../../language/index.js';
import { bold, moment, zoneName } from '../../cards/labels.js';
import { makingControls } from '../../making/controls.js';
import { waysToAttend } from '../../rules/places.js';
import type { WholeEvent } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent, Registration } from '../../types.js';
import { seriesControls as controls } from '../controls.js';
import type { SeriesMove } from '../rules/moves.js';

/** On which days it recurs, for organisers, and what they can do about it. `days`: the first that the rule gives, of a draft. */
export function seriesBlocks(event: CommunityEvent, days: readonly LocalDate[], language: Language): readonly Block[] {
  const say = speaker(language);
  const id = { id: event.id, version: event.version };
  if (event.series === null) {
    return event.state === 'draft' ? [actions(controls.repeat.button(say.plain('events-series.button.repeat'), { id }))] : [];
  }
  if (event.state === 'draft') {
    const shown = days.map((day) => formatInstant(instantOf(day, MIDNIGHT, event.zone), event.zone, language, 'date'));
    return [
      note(say('events-series.next', { days: formatList(shown, language) })),
      actions(controls['repeat-not'].button(say.plain('events-series.button.repeat-not'), { id })),
    ];
  }
  return [
    note(say('events-series.one-of')),
    actions(
      controls['series-apply'].button(say.plain('events-series.button.apply'), { id }),
      controls['series-end'].button(say.plain('events-series.button.end'), { id, style: 'danger' }),
    ),
  ];
}

/** For a member: coming to all events of the series, or no longer. */
export function seriesButtons(
  event: CommunityEvent,
  { inSeries, registration }: { readonly inSeries: boolean | undefined; readonly registration: Registration | undefined },
  language: Language,
): readonly Button[] {
  const say = speaker(language);
  if (inSeries === undefined || event.state !== 'announced') return [];
  if (inSeries) return [controls['series-leave'].button(say.plain('events-series.button.leave'), { id: event.id })];
  const attends = registration?.attends ?? waysToAttend(event)[0];
  return [controls['series-join'].button(say.plain('events-series.button.join'), { id: { event: event.id, attends } })];
}

/** Later events of a series, with the hours of those that moved: all that somebody comes to, or the first ones of many. */
interface Changed extends WholeEvent {
  readonly moves: readonly SeriesMove[];
  readonly more: number;
}

/** The later events of a series have other hours. */
export function seriesChangedCard({ event, moves, more }: Changed, own: boolean, language: Language): Card {
  const title = titleIn(event, language);
  const { zone } = event;
  const isOnOtherDay = moves.some(({ from, to }) => localDateOf(from, zone) !== localDateOf(to, zone));
  return cardIn(language, (say) => [
    paragraph(moves.length === 0 ? say('events-series.changed', { title }) : say('events-series.moved', { title })),
    moves.length > 0 && {
      type: 'list',
      items: [
        ...moves.map(({ from, to, end }) =>
          say('events-series.move', {
            from: moment(from, zone, language),
            to: moment(to, zone, language),
            end: moment(end, zone, language, 'time'),
            zone: zoneName(zone, language),
          }),
        ),
        ...(more > 0 ? [say('events-series.moves-more', { count: more })] : []),
      ],
    },
    moves.length > 0 && note(say(isOnOtherDay ? 'events-series.answer-again' : 'events-series.answers-stay')),
    own && actions(makingControls.list.button(say.plain('events.button.list'), { id: '0' })),
  ]);
}

/** A series ends, and why. */
export function seriesOffCard({ event, sessions }: WholeEvent, language: Language): Card {
  const [first] = sessions;
  const title = titleIn(event, language);
  return cardIn(language, (say) => [
    paragraph(
      first
        ? say('events-series.off', { title, from: moment(first.startsAt, event.zone, language, 'date') })
        : say('events.cancelled.text', { title }),
    ),
    ...(event.cancelReason === null ? [] : [bold(say.plain('events.cancelled.reason')), quote([event.cancelReason])]),
  ]);
}
