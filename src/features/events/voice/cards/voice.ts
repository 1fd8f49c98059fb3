import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import { cardIn, sharedLabel, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent, EventRoom } from '../../types.js';
import type { NamedRoom } from '../choose.js';
import { voiceControls as controls } from '../controls.js';

/** An option that no room has. */
export const NO_ROOM = 'none';

/** A menu holds 25 options on every platform; one is for none. */
const ROOMS_SHOWN = 24;

export const roomValue = ({ platform, id }: Pick<EventRoom, 'platform' | 'id'>): string => `${platform}:${id}`;

/** The voice channels in which an event can take place. */
export function roomsCard(event: CommunityEvent, rooms: readonly NamedRoom[], language: Language): Card {
  const say = speaker(language);
  const title = titleIn(event, language);
  const shown = rooms.slice(0, ROOMS_SHOWN);
  const chosen = event.room === null ? NO_ROOM : roomValue(event.room);
  const options = [
    { value: NO_ROOM, label: say.plain('events-voice.choose.none') },
    ...shown.map((room) => ({ value: roomValue(room), label: asLabel(room.name) })),
  ];
  return card(
    language,
    heading(say('events-voice.choose.title')),
    paragraph(say('events-voice.choose.text', { title })),
    rooms.length === 0 && paragraph(say('events-voice.choose.nothing')),
    actions(
      controls['voice-set'].menu(
        {
          label: say.plain('events-voice.choose.title'),
          options,
          chosen: options.flatMap(({ value }) => (value === chosen ? [value] : [])),
        },
        { id: { id: event.id, version: event.version } },
      ),
    ),
    rooms.length > ROOMS_SHOWN && note(say('events-voice.choose.more', { count: ROOMS_SHOWN })),
  );
}

/** Says beforehand that presence counts, to everybody who may come into the voice channel. */
export function voiceNotice({ room }: Pick<CommunityEvent, 'room'>, language: Language): Block | undefined {
  return room === null ? undefined : note(speaker(language)('events-voice.notice'));
}

/** The way to say no, for those who read it in several languages. */
export function refuseButtons({ room }: Pick<CommunityEvent, 'room'>, languages: readonly [Language, ...Language[]]): readonly Button[] {
  return room === null ? [] : [controls['voice-no'].button(sharedLabel(languages, 'events-voice.button.no'))];
}

/** Notice and button in a card of one language. */
export function voiceBlocks(event: Pick<CommunityEvent, 'room'>, language: Language): readonly Block[] {
  const notice = voiceNotice(event, language);
  return notice ? [notice, actions(...refuseButtons(event, [language]))] : [];
}

export function uncountedCard(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-voice.no', { command: '/events attend' })),
    actions(controls['voice-yes'].button(say.plain('events-voice.button.yes'))),
  ]);
}

export function countedCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('events-voice.yes')));
}
