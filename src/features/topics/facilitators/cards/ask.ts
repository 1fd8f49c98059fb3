import { heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Button, Card } from '../../../../core/message.js';
import { cardIn, speaker } from '../../../../language/index.js';
import type { FacilitationRole, Topic, TopicId } from '../../types.js';
import { facilitatorControls as controls } from '../controls.js';
import { titleQuote, topicBlocks } from './labels.js';

/** Asks a volunteer. `facilitator`: whom they would learn from. */
export function askCard(
  {
    topic,
    role,
    facilitator,
    zone,
  }: { readonly topic: Topic; readonly role: FacilitationRole; readonly facilitator: string; readonly zone: string },
  language: Language,
): Card {
  return cardIn(language, (say) => [
    heading(say(`topics-facilitators.ask.title-${role}`)),
    ...topicBlocks(topic, zone, language),
    paragraph(
      role === 'facilitator'
        ? say(topic.state === 'open' ? 'topics-facilitators.ask.open' : 'topics-facilitators.ask.text')
        : say('topics-facilitators.ask.shadow', { name: facilitator }),
    ),
    paragraph(say('topics-facilitators.ask.no-is-fine')),
    { type: 'actions', controls: answerButtons(topic.id, role, language) },
  ]);
}

export function answerButtons(topic: TopicId, role: FacilitationRole, language: Language): readonly Button[] {
  const say = speaker(language);
  return [
    controls['agree-to'].button(say.plain('topics-facilitators.button.yes'), { id: { topic, role }, style: 'primary' }),
    controls['refuse-to'].button(say.plain('topics-facilitators.button.no'), { id: { topic, role } }),
  ];
}

/** After a no, a late yes or a handing over: what happens now, and, where they may, a way back. */
export function answeredCard(said: 'refused' | 'handed-over' | 'later', topic: Topic, role: FacilitationRole, language: Language): Card {
  return cardIn(language, (say) => [
    titleQuote(topic, language),
    paragraph(say(`topics-facilitators.done.${said}`)),
    said !== 'later' && {
      type: 'actions',
      controls: [controls['agree-to'].button(say.plain('topics-facilitators.button.after-all'), { id: { topic: topic.id, role } })],
    },
  ]);
}
