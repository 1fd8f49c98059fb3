import { actions, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { overnightQuestion } from '../../making/cards/overnight.js';
import { sessionControls } from '../../making/session-controls.js';
import { unsureNights } from '../../rules/times.js';
import type { WholeEvent } from '../../store/index.js';
import { announcingControls as controls } from '../controls.js';
import type { Way } from '../ids.js';

/** Asks whether the sessions that would end on the next day really do, before an event is made known. */
export function overnightFirstCard(whole: WholeEvent, way: Way, language: Language): Card {
  return cardIn(language, (say) => [...overnightFirst(whole, way, language), note(say('events-hours.ask-first'))]);
}

/** The questions, with what answers them. */
export function overnightFirst({ event, sessions }: WholeEvent, way: Way, language: Language): readonly Block[] {
  const say = speaker(language);
  const seen = { id: event.id, version: event.version };
  const nights = unsureNights(sessions);
  const [only, ...others] = nights;
  const no = say.plain('events-hours.button.no');
  return [
    ...nights.map((night) => paragraph(overnightQuestion(night, language))),
    actions(
      controls['announce-sure'].button(say.plain('events-hours.button.yes'), { id: { ...seen, way }, style: 'primary' }),
      only && others.length === 0
        ? sessionControls.hours.button(no, {
            id: { ...seen, session: only.id, date: only.date, startTime: only.startTime, endTime: only.endTime },
          })
        : sessionControls.sessions.button(no, { id: event.id }),
    ),
  ];
}
