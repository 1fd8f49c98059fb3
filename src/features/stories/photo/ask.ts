import { actions, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn } from '../../../language/index.js';
import { wordsBlocks } from '../cards/story.js';
import type { PublishedStory } from '../published.js';
import { seeButton, shownButtons } from './cards.js';

/** Asks somebody whether a photo may show them beside these words. `author`: who tells the story, also where they are not named. */
export function askToShowCard(story: PublishedStory, author: string | undefined, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(author === undefined ? say('stories-photo.ask.someone') : say('stories-photo.ask.text', { name: author })),
    ...wordsBlocks(story.text, language),
    note(say('stories-photo.alt', { alt: story.photo?.alt ?? '' })),
    note(say(story.onPage ? 'stories-photo.ask.page' : 'stories-photo.ask.members')),
    note(say('stories-photo.ask.note')),
    actions(seeButton(story.id, language), ...shownButtons('asked', story.id, language)),
  ]);
}
