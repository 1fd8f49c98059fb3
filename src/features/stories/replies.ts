import { type Card, privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import type { Context } from '../../feature-api/index.js';
import { pageNumbers } from '../../kit/paging.js';
import { partButtons } from './cards/buttons.js';
import { type Listed, mineCard, publishedCard, queueCard } from './cards/lists.js';
import { readerCard, wholeCard } from './cards/story.js';
import { askCard } from './cards/told.js';
import { gone, viewStory } from './find.js';
import { LIST_PAGE, STORY_PAGE } from './names.js';
import { publishedIn, publishedStories } from './published.js';
import { storiesStore } from './store/index.js';
import type { StoryId, WholeStory } from './types.js';

const QUEUE_SIZE = 10;
const LIST_SIZE = 10;
/** What an option menu holds on every platform. */
const MINE_MAX = 25;

type Asking = Pick<Request, 'actor' | 'language'>;

/** In a direct conversation the answer replaces the message with the button; elsewhere others read along, so it is private. */
export function answer({ conversation }: Pick<Request, 'conversation'>, ...cards: readonly Card[]): Reply {
  return conversation.kind === 'direct' ? replacing(...cards) : privately(...cards);
}

/** A story as whoever asks may see it. */
export async function shownStory(context: Context, { actor, language }: Asking, id: StoryId, lead?: Text): Promise<Card> {
  const view = await viewStory(context, actor, id);
  const { story, reading, names } = view;
  switch (reading) {
    case 'own':
    case 'organiser':
      return wholeCard(view, language, actor.timezone, lead);
    case 'asked':
    case 'named':
    case 'reader': {
      const published = publishedIn(view, language, actor.id);
      if (!published) throw gone();
      if (reading === 'asked') return askCard(published, names.get(story.member), language);
      const address = story.onPage && story.state === 'published' ? context.addressOf(STORY_PAGE, String(id)) : undefined;
      return readerCard(published, partButtons({ part: view.part, id }, language), language, address);
    }
    default:
      return reading satisfies never;
  }
}

const listed = ({ id, state, texts }: WholeStory): Listed => ({ id, state, title: texts[0]?.title ?? '' });

export async function shownMine(context: Context, { actor, language }: Asking): Promise<Card> {
  const store = storiesStore(context.tx);
  const { ids } = await store.ids({ member: actor.id, limit: MINE_MAX });
  const naming = await store.thatName(actor.id);
  const all = await store.wholes([...new Set([...ids, ...naming.slice(-MINE_MAX)])]);
  return mineCard(
    all.filter(({ member }) => member === actor.id).map(listed),
    all.filter(({ member }) => member !== actor.id).map(listed),
    language,
  );
}

export async function shownQueue(context: Context, asking: Asking, page: number, lead?: Text): Promise<Card> {
  const store = storiesStore(context.tx);
  const { ids, total } = await store.ids({ state: 'pending', oldestFirst: true, offset: page * QUEUE_SIZE, limit: QUEUE_SIZE });
  // Others have decided about the rest of the last page.
  if (ids.length === 0 && page > 0) return shownQueue(context, asking, 0, lead);
  return queueCard((await store.wholes(ids)).map(listed), pageNumbers(total, page, QUEUE_SIZE), asking.language, lead);
}

export async function shownList(context: Context, { actor, language }: Asking, page: number): Promise<Card> {
  const { stories, total } = await publishedStories(context, language, { offset: page * LIST_SIZE, limit: LIST_SIZE });
  if (stories.length === 0 && page > 0) return shownList(context, { actor, language }, 0);
  const address = stories.some(({ onPage }) => onPage) ? context.addressOf(LIST_PAGE) : undefined;
  return publishedCard(stories, pageNumbers(total, page, LIST_SIZE), language, address);
}
