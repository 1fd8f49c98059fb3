import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card, LinkButton } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { isolate, speaker } from '../../../../language/index.js';
import { titleBlocks, whenText } from '../../cards/labels.js';
import type { RegistrationView } from '../../registration/view.js';
import { firstSession } from '../../rules/state.js';
import { titleIn } from '../../text-of.js';
import type { FeedAddress } from '../addresses.js';
import { calendarsControls as controls } from '../controls.js';
import { entriesOf, type SeenInCalendar } from '../entries.js';
import { googleLink, outlookLink } from '../links.js';

const SHOWN = 20;

/** What comes with an event's file, and pages of two calendars that do without it. */
export function eventCard(view: RegistrationView, language: Language): Card {
  const say = speaker(language);
  const { event, next } = view;
  if (event.state === 'cancelled') {
    return card(language, ...titleBlocks(event, language), paragraph(say('events-calendars.cancelled')));
  }
  const index = view.sessions.findIndex((session) => session.id === next?.id);
  const entry = entriesOf(view, language)[index];
  const link = (url: string, label: string): LinkButton => ({ type: 'link-button', url, label });
  return card(
    language,
    ...titleBlocks(event, language),
    next && { type: 'facts', items: [{ label: say('events.fact.when'), value: whenText(next, view.zone, language) }] },
    paragraph(say('events-calendars.file')),
    note(say('events-calendars.again')),
    entry &&
      actions(
        link(googleLink(entry), say.plain('events-calendars.button.google')),
        link(outlookLink(entry), say.plain('events-calendars.button.outlook')),
      ),
  );
}

/** A calendar that is renewed by itself: one's own, and that of all events. */
function subscribeBlocks({ page }: FeedAddress, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    paragraph(say('events-calendars.feed.offer')),
    actions(controls.feed.button(say.plain('events-calendars.button.own'), { id: 'show' }), {
      type: 'link-button',
      url: page,
      label: say.plain('events-calendars.button.public'),
    }),
  ];
}

/** What comes with the file of all events that a member goes to. `everyone`: the calendar of all events, if it has an address. */
export function allCard(seen: readonly SeenInCalendar[], language: Language, everyone?: FeedAddress): Card {
  const say = speaker(language);
  const title = heading(say('events-calendars.title'));
  const subscribe = everyone ? subscribeBlocks(everyone, language) : [];
  if (seen.length === 0) {
    return card(language, title, paragraph(say('events-calendars.none', { command: '/events list' })), ...subscribe);
  }
  const items = seen.slice(0, SHOWN).map(({ event, sessions }): Text => {
    const first = firstSession(sessions);
    return [isolate(titleIn(event, language)), ...(first ? [' — ', ...whenText(first, event.zone, language)] : [])];
  });
  return card(
    language,
    title,
    paragraph(say('events-calendars.all', { count: seen.length })),
    { type: 'list', items },
    note(say('events-calendars.again')),
    ...subscribe,
  );
}
