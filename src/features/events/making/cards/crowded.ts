import { actions, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import type { SeenEvent } from '../../ids.js';
import type { Crowded } from '../../rules/places.js';
import { makingControls as controls } from '../controls.js';
import type { EventPlaces } from '../write.js';

/** Asks before there are fewer places than people who have one. */
export function crowdedCard(places: SeenEvent & EventPlaces, crowded: readonly Crowded[], language: Language): Card {
  const { id, version } = places;
  return cardIn(language, (say) => [
    ...crowded.map(({ of, ...counts }) => paragraph(say(`events-making.crowded.${of}`, counts))),
    note(say('events-making.crowded.kept')),
    actions(
      controls['places-yes'].button(say.plain('events-making.button.save-anyway'), { id: places, style: 'danger' }),
      controls.places.button(say.plain('events-making.button.change-places'), { id: { id, version } }),
    ),
  ]);
}
