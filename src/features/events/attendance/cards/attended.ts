import { actions, card, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Zone } from '../../../../core/time.js';
import { speaker } from '../../../../language/index.js';
import { moment } from '../../cards/labels.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent } from '../../types.js';
import type { Attended } from '../attend.js';
import { attendanceControls as controls } from '../controls.js';

/** Somebody said that they are there. */
export function hereCard(event: CommunityEvent, language: Language): Card {
  return card(language, paragraph(speaker(language)('events-attendance.here', { title: titleIn(event, language) })));
}

/** What became of a code; after a wrong one there is another try. */
export function attendedCard(attended: Attended, zone: Zone, language: Language): Card {
  const say = speaker(language);
  switch (attended.type) {
    case 'here':
      return hereCard(attended.event, language);
    case 'wait':
      return card(language, paragraph(say('events-attendance.code.wait', { until: moment(attended.until, zone, language, 'time') })));
    case 'wrong':
    case 'early':
    case 'expired':
      return card(
        language,
        paragraph(say(`events-attendance.code.${attended.type}`)),
        actions(controls.code.button(say.plain('events-attendance.button.code'))),
      );
    default:
      return attended satisfies never;
  }
}
