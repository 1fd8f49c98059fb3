import { actions, card, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Button, Card, Message } from '../../../../core/message.js';
import type { Instant } from '../../../../core/time.js';
import { inLanguages, speaker } from '../../../../language/index.js';
import { aboutBlocks, bold, factsBlock, goingKey, moment, titleBlocks, whenText } from '../../cards/labels.js';
import { peopleFacts } from '../../making/people/cards/names.js';
import type { NamedPerson } from '../../making/people/named.js';
import { registrationControls } from '../../registration/controls.js';
import { waysToAttend } from '../../rules/places.js';
import { firstSession } from '../../rules/state.js';
import type { WholeEvent } from '../../store/index.js';
import { titleIn } from '../../text-of.js';

type Languages = readonly [Language, ...Language[]];

export interface Announced extends WholeEvent {
  /** Whoever may be named. */
  readonly people: readonly NamedPerson[];
}

/** The post that announces an event, in each language, with one row of buttons that all share; never where it takes place. */
export function announcementMessage(whole: Announced, languages: Languages): Message {
  const { event } = whole;
  const cards = languages.map((language) => {
    const say = speaker(language);
    return card(
      language,
      ...titleBlocks(event, language),
      event.state === 'cancelled' && bold(say.plain('events.announcement.cancelled')),
      factsBlock(whole, language, peopleFacts(whole.people, language)),
      ...aboutBlocks(event, language),
      event.state === 'announced' && paragraph(say('events.announcement.how')),
    );
  });
  if (event.state !== 'announced') return { cards };
  return { cards: [...cards, { language: languages[0], blocks: [actions(...answerButtons(whole, languages))] }] };
}

function answerButtons({ event }: WholeEvent, languages: Languages): readonly Button[] {
  const { id } = event;
  const ways = waysToAttend(event);
  const going = ways.map((attends) =>
    registrationControls.answer.button(inLanguages(languages, goingKey(event, attends)), {
      id: { event: id, answer: attends },
      style: 'primary',
    }),
  );
  return [
    ...going,
    registrationControls.answer.button(inLanguages(languages, 'events.button.maybe'), { id: { event: id, answer: 'maybe' } }),
    registrationControls.answer.button(inLanguages(languages, 'events.button.no'), { id: { event: id, answer: 'no' } }),
  ];
}

/** An event has another time. Somebody who is told by themselves gets buttons to answer again. */
export function movedCard(whole: WholeEvent, from: Instant, own: boolean, language: Language): Card {
  const { event, sessions } = whole;
  const say = speaker(language);
  const to = firstSession(sessions);
  return card(
    language,
    paragraph(say('events.moved.text', { title: titleIn(event, language) })),
    {
      type: 'facts',
      items: [
        { label: say('events.moved.from'), value: [moment(from, event.zone, language)] },
        ...(to ? [{ label: say('events.moved.to'), value: whenText(to, event.zone, language) }] : []),
      ],
    },
    note(say('events.moved.answer')),
    own && actions(...answerButtons(whole, [language])),
  );
}

/** An event is called off, and why. */
export function cancelledCard({ event }: WholeEvent, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    paragraph(say('events.cancelled.text', { title: titleIn(event, language) })),
    ...(event.cancelReason === null ? [] : [bold(say.plain('events.cancelled.reason')), quote([event.cancelReason])]),
  );
}
