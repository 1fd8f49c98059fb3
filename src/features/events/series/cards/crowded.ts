import { actions, card, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { speaker } from '../../../../language/index.js';
import { moment } from '../../cards/labels.js';
import type { SeenEvent } from '../../ids.js';
import { makingControls } from '../../making/controls.js';
import { seriesControls as controls } from '../controls.js';
import type { CrowdedEvent } from '../crowded.js';

/** Asks before later events of a series have fewer places than people who have one. */
export function crowdedLaterCard({ id, version }: SeenEvent, events: readonly CrowdedEvent[], language: Language): Card {
  const say = speaker(language);
  const items = events.flatMap(({ event, sessions: [first], crowded }) =>
    crowded.map(({ of, ...counts }): Text => {
      const text = say(`events-making.crowded.${of}`, counts);
      return first ? [moment(first.startsAt, event.zone, language), ': ', ...text] : text;
    }),
  );
  return card(
    language,
    paragraph(say('events-series.crowded')),
    { type: 'list', items },
    note(say('events-making.crowded.kept')),
    actions(
      controls['series-apply-yes'].button(say.plain('events-series.button.apply-anyway'), { id: { id, version }, style: 'danger' }),
      makingControls.places.button(say.plain('events-making.button.change-places'), { id: { id, version } }),
      makingControls.draft.button(say.plain('events-series.button.apply-not'), { id }),
    ),
  );
}
