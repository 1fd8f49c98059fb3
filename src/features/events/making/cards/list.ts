import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { isolate, speaker } from '../../../../language/index.js';
import { optionOf, whenText } from '../../cards/labels.js';
import { nextSession } from '../../rules/state.js';
import { titleIn } from '../../text-of.js';
import { makingControls as controls } from '../controls.js';
import type { EventList } from '../list.js';

/** A page of the coming events. */
export function listCard({ events, page, pages, total, own, now, zone, organiser }: EventList, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const items = events.map((whole): Text => {
    const next = nextSession(whole.sessions, now);
    const state = own.get(whole.event.id) ?? (whole.event.state === 'announced' ? undefined : whole.event.state);
    return [
      `${isolate(titleIn(whole.event, language))} (${say.plain(`events.kind.${whole.event.kind}`)})`,
      ...(next ? [' — ', ...whenText(next, zone, language)] : []),
      ...(state === undefined ? [] : [` · ${say.plain(`events.mine.${state}`)}`]),
    ];
  });
  return card(
    language,
    lead && paragraph(lead),
    heading(say('events.list.title')),
    items.length === 0 ? paragraph(say('events.list.none')) : { type: 'list', items },
    pages > 1 && note(say('events.list.page', { page: page + 1, pages, total })),
    events.length > 0 &&
      actions(
        controls.show.menu(
          { label: say.plain('events.list.choose'), options: events.map((whole) => optionOf(whole, now, language)) },
          { id: undefined },
        ),
      ),
    (pages > 1 || organiser) &&
      actions(
        ...(page > 0 ? [controls.list.button(say.plain('events.button.earlier'), { id: String(page - 1) })] : []),
        ...(page + 1 < pages ? [controls.list.button(say.plain('events.button.later'), { id: String(page + 1) })] : []),
        ...(organiser ? [controls.new.button(say.plain('events.button.new'))] : []),
      ),
  );
}
