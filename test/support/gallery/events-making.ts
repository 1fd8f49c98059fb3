import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { toLocalDate } from '../../../src/core/time.js';
import { crowdedCard } from '../../../src/features/events/making/cards/crowded.js';
import { event } from './events.js';
import type { Exhibit } from './people.js';

const places = {
  id: event.id,
  version: 3,
  roomCapacity: 8,
  onlineCapacity: 1,
  organisationSeats: null,
  registrationUntil: toLocalDate('2026-12-19'),
};

/** What organisers are asked before they save, sessions and copies. */
export function eventMakingExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  return [
    card(
      'fewer places than are taken',
      crowdedCard(
        places,
        [
          { attends: 'room', taken: 12, places: 8 },
          { attends: 'online', taken: 2, places: 1 },
        ],
        language,
      ),
    ),
  ];
}
