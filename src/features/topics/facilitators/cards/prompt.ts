import { card, heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn, speaker } from '../../../../language/index.js';
import type { Topic } from '../../types.js';
import { facilitatorControls as controls } from '../controls.js';
import { PROMPTS, type Prompt } from '../prompt.js';
import { titleQuote } from './labels.js';

/** What the bot can ask in the thread, to choose from. */
export function promptsCard(topic: Topic, language: Language): Card {
  const { id } = topic;
  return cardIn(language, (say) => [
    heading(say('topics-facilitators.prompt.title')),
    titleQuote(topic, language),
    paragraph(say('topics-facilitators.prompt.text')),
    { type: 'list', ordered: true, items: PROMPTS.map((prompt) => say(`topics-facilitators.prompt.${prompt}`)) },
    {
      type: 'actions',
      controls: [
        ...PROMPTS.map((prompt) =>
          controls.prompt.button(say.plain(`topics-facilitators.prompt.label-${prompt}`), { id: { topic: id, prompt } }),
        ),
        controls['own-prompt'].button(say.plain('topics-facilitators.button.own-prompt'), { id }),
      ],
    },
  ]);
}

/** A prompt in the thread. */
export function promptCard(prompt: Prompt, language: Language): Card {
  return card(language, paragraph(speaker(language)(`topics-facilitators.prompt.${prompt}`)));
}

/** What a facilitator lets the bot ask in the thread. */
export function ownPromptCard(name: string, text: string, language: Language): Card {
  return card(language, paragraph(speaker(language)('topics-facilitators.prompt.asks', { name })), { type: 'quote', text: [text] });
}

/** The bot is about to write it. */
export function promptedCard(topic: Topic, language: Language): Card {
  return card(language, titleQuote(topic, language), paragraph(speaker(language)('topics-facilitators.done.prompted')));
}
