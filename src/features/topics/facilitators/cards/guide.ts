import { heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { facilitatorControls as controls } from '../controls.js';
import type { OwnTopic } from '../mine.js';
import { bold, topicBlocks } from './labels.js';

/** What a facilitator does before, during and after, or what their shadow does, and the buttons for it. `lead` is said first. */
export function guideCard(own: OwnTopic, language: Language, lead?: Text): Card {
  const { topic, role, other, zone } = own;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say(`topics-facilitators.guide.title-${role}`)),
    ...topicBlocks(topic, zone, language),
    ...(role === 'facilitator' ? steps(language) : []),
    role === 'shadow' && paragraph(say('topics-facilitators.guide.learn', { name: other ?? '—' })),
    role === 'facilitator' && other !== undefined && paragraph(say('topics-facilitators.guide.shadow', { name: other })),
    ...guidingBlocks(own, language),
    { type: 'actions', controls: role === 'facilitator' ? facilitatorButtons(own, language) : shadowButtons(own, language) },
  ]);
}

function steps(language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    bold(say.plain('topics-facilitators.guide.before')),
    { type: 'list', items: [say('topics-facilitators.guide.before-questions'), say('topics-facilitators.guide.before-tell')] },
    bold(say.plain('topics-facilitators.guide.during')),
    {
      type: 'list',
      items: [
        say('topics-facilitators.guide.during-welcome'),
        say('topics-facilitators.guide.during-ask'),
        say('topics-facilitators.guide.during-safe'),
      ],
    },
    bold(say.plain('topics-facilitators.guide.after')),
    { type: 'list', items: [say('topics-facilitators.guide.after-summary')] },
  ];
}

function guidingBlocks({ topic: { guiding } }: OwnTopic, language: Language): readonly Block[] {
  if (guiding === null) return [];
  return [
    bold(speaker(language).plain('topics-facilitators.guiding.title')),
    { type: 'list', items: guiding.map((question): Text => [question]) },
  ];
}

function facilitatorButtons({ topic: { id, state }, mayHaveShadow }: OwnTopic, language: Language): readonly Button[] {
  const say = speaker(language);
  return [
    controls['guiding-questions'].button(say.plain('topics-facilitators.button.questions'), { id, style: 'primary' }),
    ...(state === 'open' ? [controls.prompts.button(say.plain('topics-facilitators.button.prompts'), { id })] : []),
    ...(mayHaveShadow ? [controls['find-shadow'].button(say.plain('topics-facilitators.button.find-shadow'), { id })] : []),
    controls['hand-over'].button(say.plain('topics-facilitators.button.hand-over'), { id }),
  ];
}

function shadowButtons({ topic: { id } }: OwnTopic, language: Language): readonly Button[] {
  const say = speaker(language);
  return [
    controls['guiding-questions'].button(say.plain('topics-facilitators.button.questions'), { id }),
    controls['refuse-to'].button(say.plain('topics-facilitators.button.not-after-all'), { id: { topic: id, role: 'shadow' } }),
  ];
}
