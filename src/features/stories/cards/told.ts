import { actions, card, heading, note, paragraph, quote } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import type { Occasion } from '../../../feature-api/index.js';
import { cardIn, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { storiesControls as controls } from '../controls.js';
import type { PublishedStory } from '../published.js';
import type { StoryState, WholeStory } from '../types.js';
import { partButtons } from './buttons.js';
import { readerCard, wordsBlocks } from './story.js';

export type Told = Extract<StoryState, 'back' | 'published' | 'declined'>;

/** Tells its author what an organiser did with a story. */
export function toldCard({ id, comment, texts }: Pick<WholeStory, 'id' | 'comment' | 'texts'>, state: Told, language: Language): Card {
  const isEdited = state === 'back' && comment === null;
  return cardIn(language, (say) => [
    paragraph(say(isEdited ? 'stories.told.edited' : `stories.told.${state}`)),
    quote([texts[0]?.title ?? '']),
    comment !== null && quote([comment]),
    actions(controls.show.button(say.plain('stories.button.show'), { id })),
  ]);
}

/** Tells organisers that stories wait for them. */
export function waitingCard(count: number, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('stories.told.waiting', { count })),
    actions(controls.review.button(say.plain('stories.button.review'), { id: '0' })),
  ]);
}

/** A published story in the channel. */
export function postCard(story: PublishedStory, language: Language, address?: string): Card {
  const { blocks } = readerCard(story, [], language, address);
  return { language, blocks: [paragraph(speaker(language)('stories.post')), ...blocks] };
}

/** Asks somebody whether a story may name them; nobody else sees the answer. `author`: who tells it, also where they are not named. */
export function askCard(story: PublishedStory, author: string | undefined, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(author === undefined ? say('stories.ask.someone') : say('stories.ask.text', { name: author })),
    ...wordsBlocks(story.text, language),
    note(say(story.onPage ? 'stories.ask.page' : 'stories.ask.members')),
    note(say('stories.ask.note')),
    actions(...partButtons({ part: 'asked', id: story.id }, language)),
  ]);
}

/** Invites a member to tell what went well. */
export function occasionCard({ key, text }: Occasion, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say.phrase(text)),
    note(say('stories.occasion.note')),
    actions(
      controls.share.button(say.plain('stories.button.share'), { id: key, style: 'primary' }),
      controls['not-now'].button(say.plain('stories.button.not-now'), { id: key }),
    ),
  ]);
}

/** Asks before a story is withdrawn. */
export function withdrawCard({ id, state, texts, photo }: Pick<WholeStory, 'id' | 'state' | 'texts' | 'photo'>, language: Language): Card {
  const isDraft = state === 'draft';
  return cardIn(language, (say) => [
    heading([asLabel(texts[0]?.title ?? '')]),
    paragraph(say(isDraft ? 'stories.withdraw.draft' : 'stories.withdraw.ask')),
    photo !== null && note(say('stories-photo.withdraw')),
    actions(
      controls['withdraw-yes'].button(say.plain(isDraft ? 'stories.button.delete' : 'stories.button.withdraw'), { id, style: 'danger' }),
      controls.show.button(say.plain('common.back'), { id }),
    ),
  ]);
}

/** What was done, in a sentence, and the way to one's own. */
export function doneCard(text: Text, language: Language): Card {
  return card(language, paragraph(text), actions(controls.mine.button(speaker(language).plain('stories.button.mine'), { id: 0 })));
}
