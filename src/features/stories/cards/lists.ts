import { actions, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { pageBlocks } from '../../../feature-api/index.js';
import type { PageNumbers } from '../../../kit/paging.js';
import { cardIn, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { storiesControls as controls } from '../controls.js';
import type { PublishedStory } from '../published.js';
import type { StoryId, StoryState } from '../types.js';

/** A story in a list. */
export interface Listed {
  readonly id: StoryId;
  readonly title: string;
  readonly state: StoryState;
}

/** A page of one's own stories with their state, and of those in which one is named. */
export function mineCard(own: readonly Listed[], named: readonly Listed[], numbers: PageNumbers, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('stories.mine.title')),
    own.length === 0 && numbers.page === 0 && paragraph(say('stories.mine.none')),
    ...facts(own, language),
    ...openMenu(own, 'stories.open', language),
    named.length > 0 && paragraph(say('stories.mine.named')),
    ...openMenu(named, 'stories.open-named', language),
    ...pageBlocks(numbers, language, (label, page) => controls.mine.button(label, { id: page })),
    actions(controls.share.button(say.plain('stories.button.share'), { id: undefined })),
  ]);
}

/** What waits for organisers. */
export function queueCard(waiting: readonly Listed[], numbers: PageNumbers, language: Language, lead?: Text): Card {
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('stories.review.title', { count: numbers.total })),
    paragraph(say(numbers.total === 0 ? 'stories.review.none' : 'stories.review.text')),
    ...openMenu(waiting, 'stories.open', language),
    ...pageBlocks(numbers, language, (label, page) => controls.review.button(label, { id: String(page) })),
  ]);
}

/** What is published, a page of it. */
export function publishedCard(stories: readonly PublishedStory[], numbers: PageNumbers, language: Language, address?: string): Card {
  return cardIn(language, (say) => [
    heading(say('stories.list.title')),
    paragraph(say(stories.length === 0 ? 'stories.list.none' : 'stories.list.text')),
    stories.length > 0 && { type: 'list', items: stories.map(({ text }) => [text.title]) },
    ...openMenu(
      stories.map(({ id, text }) => ({ id, title: text.title, state: 'published' })),
      'stories.open',
      language,
    ),
    ...pageBlocks(numbers, language, (label, page) => controls.list.button(label, { id: String(page) })),
    actions(
      controls.share.button(say.plain('stories.button.share'), { id: undefined }),
      ...(address === undefined ? [] : [{ type: 'link-button', url: address, label: say.plain('stories.button.page') } as const]),
    ),
  ]);
}

function facts(stories: readonly Listed[], language: Language): readonly Block[] {
  if (stories.length === 0) return [];
  const items = stories.map(({ title, state }) => ({ label: [asLabel(title)], value: speaker(language)(`stories.state.${state}`) }));
  return [{ type: 'facts', items }];
}

function openMenu(stories: readonly Listed[], label: 'stories.open' | 'stories.open-named', language: Language): readonly Block[] {
  if (stories.length === 0) return [];
  const options = stories.map(({ id, title }) => ({ value: String(id), label: asLabel(title) }));
  return [actions(controls.show.menu({ label: speaker(language).plain(label), options }, { id: undefined }))];
}
