import { actions, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Button, Message } from '../../../../core/message.js';
import { cardIn, sharedLabel } from '../../../../language/index.js';
import { aboutBlocks, bold, factsBlock, goingKey, titleBlocks } from '../../cards/labels.js';
import { peopleFacts } from '../../making/people/cards/names.js';
import type { NamedPerson } from '../../making/people/named.js';
import { registrationControls } from '../../registration/controls.js';
import { waysToAttend } from '../../rules/places.js';
import type { WholeEvent } from '../../store/index.js';
import { refuseButtons, voiceNotice } from '../../voice/cards/voice.js';

type Languages = readonly [Language, ...Language[]];

export interface Announced extends WholeEvent {
  /** Whoever may be named. */
  readonly people: readonly NamedPerson[];
}

/** The same without buttons, as organisers look at it before. */
export function previewCards(announced: Announced, languages: Languages): Message['cards'] {
  return announcementMessage({ ...announced, event: { ...announced.event, state: 'announced' } }, languages).cards.slice(0, -1);
}

/** The post that announces an event, in each language, with one row of buttons that all share; never where it takes place. */
export function announcementMessage(whole: Announced, languages: Languages): Message {
  const { event } = whole;
  const cards = languages.map((language) => {
    return cardIn(language, (say) => [
      ...titleBlocks(event, language),
      event.state === 'cancelled' && bold(say.plain('events.announcement.cancelled')),
      factsBlock(whole, language, peopleFacts(whole.people, language)),
      ...aboutBlocks(event, language),
      event.state === 'announced' && paragraph(say('events.announcement.how')),
      event.state === 'announced' && voiceNotice(event, language),
    ]);
  });
  if (event.state !== 'announced') return { cards };
  return { cards: [...cards, { language: languages[0], blocks: [actions(...answerButtons(whole, languages))] }] };
}

export function answerButtons({ event }: Pick<WholeEvent, 'event'>, languages: Languages): readonly Button[] {
  const { id } = event;
  const ways = waysToAttend(event);
  const going = ways.map((attends) =>
    registrationControls.answer.button(sharedLabel(languages, goingKey(event, attends)), {
      id: { event: id, answer: attends },
      style: 'primary',
    }),
  );
  return [
    ...going,
    registrationControls.answer.button(sharedLabel(languages, 'events.button.maybe'), { id: { event: id, answer: 'maybe' } }),
    registrationControls.answer.button(sharedLabel(languages, 'events.button.no'), { id: { event: id, answer: 'no' } }),
    ...refuseButtons(event, languages),
  ];
}
