import { actions, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block } from '../../../../core/message.js';
import { speaker } from '../../../../language/index.js';
import { REGISTERED } from '../../rules/places.js';
import { registrationControls as controls } from '../controls.js';
import { asksSecond, secondKey } from '../second-questions.js';
import type { RegistrationView } from '../view.js';

/** What a registered person was or is still asked: their answers, the second form, and whether they may be recorded. */
export function askedBlocks(view: RegistrationView, language: Language): readonly Block[] {
  const { event, registration, closed } = view;
  if (!registration || !REGISTERED.includes(registration.state)) return [];
  const say = speaker(language);
  const { id, version } = event;
  const mayChange = closed === undefined && registration.state !== 'maybe' && registration.answers !== null && event.questions.length > 0;
  return [
    ...(mayChange
      ? [
          actions(
            controls.register.button(say.plain('events-registration.button.answers'), {
              id: { event: id, version, attends: registration.attends },
            }),
          ),
        ]
      : []),
    ...(registration.state === 'going' && closed !== 'over' && asksSecond(event)
      ? [
          paragraph(say(secondKey(event, registration))),
          note(say('events-registration.second.erased')),
          actions(
            controls.second.button(
              say.plain(registration.secondAnswers === null ? 'events-registration.second.button' : 'events-registration.second.change'),
              { id: { id, version }, ...(registration.secondAnswers === null && { style: 'primary' as const }) },
            ),
          ),
        ]
      : []),
    ...(event.recorded
      ? [
          paragraph(say(registration.recordingAgreed ? 'events-registration.recording.agreed' : 'events-registration.recording.ask')),
          actions(
            controls.recording.button(
              say.plain(registration.recordingAgreed ? 'events-registration.recording.take-back' : 'events-registration.recording.agree'),
              { id: { event: id, isWanted: !registration.recordingAgreed } },
            ),
          ),
        ]
      : []),
  ];
}
