import { card as cardOf } from '../../../src/core/blocks.js';
import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { announcementMessage } from '../../../src/features/events/announcing/cards/announcement.js';
import { draftCard } from '../../../src/features/events/making/cards/draft.js';
import { registrationCard } from '../../../src/features/events/registration/cards/registration.js';
import { reminderCard } from '../../../src/features/events/reminders/cards.js';
import type { CommunityEvent } from '../../../src/features/events/types.js';
import { countedCard, roomsCard, uncountedCard, voiceNotice } from '../../../src/features/events/voice/cards/voice.js';
import { draft, event, exhibitedSession, people, view, whole } from './events.js';
import type { Exhibit } from './people.js';

const room = { platform: 'discord', space: '1', id: '7' } as const;
const talked: CommunityEvent = { ...event, room, format: 'virtual', place: '', link: 'https://discord.com/channels/1/7' };
const rooms = [
  { ...room, name: 'Majlis' },
  { ...room, id: '8', name: 'قاعة @everyone' },
];

/** Voice channels of events, and who does not want to be counted there. */
export function eventVoiceExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const reminder = { event: talked, session: exhibitedSession, showsWhere: false, zone: undefined };
  return [
    card('the voice channels of an event', roomsCard(talked, rooms, language)),
    card(
      'too many voice channels',
      roomsCard(
        event,
        Array.from({ length: 30 }, (_, index) => ({ ...room, id: String(index), name: `Room ${index}` })),
        language,
      ),
    ),
    card('there are no voice channels', roomsCard(event, [], language)),
    card(
      'a draft in a voice channel',
      draftCard({ ...draft, event: { ...talked, state: 'draft' }, conflicts: [], hasRooms: true }, language),
    ),
    {
      name: 'an announcement of what is in a voice channel',
      message: announcementMessage({ ...whole, event: talked, people: people.slice(1) }, [language]),
    },
    card('a reminder of what is in a voice channel', reminderCard({ ...reminder, minutes: 60 }, language)),
    card('an event in a voice channel', registrationCard({ ...view, event: talked }, language)),
    card('what is said beforehand', cardOf(language, voiceNotice(talked, language))),
    card('not counted any more', uncountedCard(language)),
    card('counted again', countedCard(language)),
  ];
}
