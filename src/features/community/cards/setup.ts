import { actions, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import { cardIn } from '../../../language/index.js';
import { communityControls as controls } from '../controls.js';

/** `questions`: what the form asks for. */
export function setupCard(questions: readonly string[], again: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('community.setup.title')),
    paragraph(again ? say('community.setup.again') : say('community.setup.text')),
    { type: 'list', items: questions.map((question) => [question]) },
    actions(controls.setup.button(say.plain('community.setup.start'), { style: 'primary' })),
  ]);
}

/** `hints`: what the features point to next; `next`: the first step that follows. */
export function setupDoneCard(name: string, hints: readonly Phrase[], language: Language, next?: Button): Card {
  return cardIn(language, (say) => [
    heading(say('community.setup.done', { name })),
    {
      type: 'list',
      items: [say('community.setup.next-import'), say('community.setup.next-settings'), ...hints.map(say.phrase)],
    },
    next !== undefined && actions(next),
  ]);
}
