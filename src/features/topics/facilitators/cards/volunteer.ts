import { card, heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { BUTTON_TITLE_MAX, cutTitle, HEADING_TITLE_MAX } from '../../rules/title.js';
import { titleIn } from '../../text-of.js';
import { facilitatorControls as controls } from '../controls.js';
import type { Mine } from '../mine.js';
import { answerButtons } from './ask.js';
import { openingOf } from './labels.js';

/** How many topics of each kind are shown. */
const SHOWN = 3;

/** What a member offered, with how to change it, and what they are asked about and agreed to. `lead` is said first. */
export function volunteerCard(mine: Mine, language: Language, lead?: Text): Card {
  const { volunteer } = mine;
  const offered = volunteer === undefined ? 'none' : volunteer.learns ? 'learns' : 'any';
  return cardIn(language, (say) => [
    heading(say('topics-facilitators.volunteer.title')),
    lead && paragraph(lead),
    paragraph(say(`topics-facilitators.volunteer.${offered}`)),
    { type: 'actions', controls: offerButtons(offered, language) },
    ...partBlocks(mine, language),
  ]);
}

function offerButtons(offered: 'none' | 'learns' | 'any', language: Language): readonly Button[] {
  const say = speaker(language);
  return [
    ...(offered === 'any' ? [] : [controls.volunteer.button(say.plain('topics-facilitators.button.any'), { id: 'any' })]),
    ...(offered === 'learns' ? [] : [controls.volunteer.button(say.plain('topics-facilitators.button.learns'), { id: 'learns' })]),
    ...(offered === 'none' ? [] : [controls.volunteer.button(say.plain('topics-facilitators.button.stop'), { id: 'stop' })]),
  ];
}

/** On a member's own page: what they are asked about, and their topics that come or are open. */
export function facilitatorHomeCard(mine: Mine, language: Language): Card {
  return card(language, heading(speaker(language)('topics-facilitators.home.title')), ...partBlocks(mine, language));
}

function partBlocks({ asked, agreed, zone }: Mine, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    ...asked
      .slice(0, SHOWN)
      .flatMap(({ topic, role }): readonly Block[] => [
        paragraph(say(`topics-facilitators.home.asked-${role}`)),
        { type: 'quote', text: [titleIn(topic, language)] },
        { type: 'actions', controls: answerButtons(topic.id, role, language) },
      ]),
    ...(agreed.length === 0
      ? []
      : [
          {
            type: 'facts',
            items: agreed.slice(0, SHOWN).map(({ topic, role }) => ({
              label: [cutTitle(titleIn(topic, language), HEADING_TITLE_MAX)],
              value: say(`topics-facilitators.home.${topic.state === 'open' ? 'open' : 'comes'}-${role}`, {
                date: openingOf(topic, zone, language),
              }),
            })),
          } as const,
          {
            type: 'actions',
            controls: agreed
              .slice(0, SHOWN)
              .map(({ topic }) =>
                controls.guide.button(
                  say.plain('topics-facilitators.button.guide', { title: cutTitle(titleIn(topic, language), BUTTON_TITLE_MAX) }),
                  { id: topic.id },
                ),
              ),
          } as const,
        ]),
  ];
}
