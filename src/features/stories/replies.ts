export { answer } from '../../core/answer.js';

import { answer } from '../../core/answer.js';
import { MudhifError } from '../../core/errors.js';
import type { Language } from '../../core/language.js';
import { type Attachment, type Card, type Reply } from '../../core/message.js';
import type { Asker, Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import type { Context } from '../../feature-api/index.js';
import { pageNumbers } from '../../kit/paging.js';
import { speaker } from '../../language/index.js';
import { readerButtons } from './cards/buttons.js';
import { type Listed, mineCard, publishedCard, queueCard } from './cards/lists.js';
import { readerCard, wholeCard } from './cards/story.js';
import { askCard, doneCard } from './cards/told.js';
import { gone, type StoryView, viewStory } from './find.js';
import { openQuestions } from './home.js';
import { LIST_PAGE, STORY_PAGE } from './names.js';
import { askToShowCard } from './photo/ask.js';
import { FLEETING, photoIn } from './photo/see.js';
import { type PublishedStory, publishedIn, publishedStories } from './published.js';
import { storiesStore } from './store/index.js';
import type { StoryId, WholeStory } from './types.js';

const QUEUE_SIZE = 10;
const LIST_SIZE = 10;
/** What an option menu holds on every platform. */
const MINE_MAX = 25;

/** A story as whoever asks may see it. */
export async function shownStory(context: Context, asking: Asker, id: StoryId, lead?: Text): Promise<Card> {
  return shownView(context, asking, await viewStory(context, asking.actor, id), lead);
}

/** The same as a reply, read outside a transaction: organisers see the photo with what they decide about. */
export async function openedStory(context: Context, request: Request, id: StoryId): Promise<Reply> {
  const view = await viewStory(context, request.actor, id);
  const shown = shownView(context, request, view);
  const file = view.reading === 'organiser' ? await photoIfThere(context, view, request) : undefined;
  if (!file) return answer(request, shown);
  return { type: 'message', message: { cards: [shown], files: [file], fleeting: FLEETING }, visibility: 'private' };
}

/** The photo is left out while the file storage can't be reached; its button tells the reader. */
async function photoIfThere(context: Context, view: StoryView, { language }: Asker): Promise<Attachment | undefined> {
  try {
    return await photoIn(context, view, language);
  } catch (error) {
    if (error instanceof MudhifError) return undefined;
    throw error;
  }
}

function shownView(context: Context, { actor, language }: Asker, view: StoryView, lead?: Text): Card {
  const { story, reading } = view;
  const { id } = story;
  switch (reading) {
    case 'own':
    case 'organiser':
      return wholeCard(view, language, actor.timezone, lead);
    case 'asked':
    case 'named':
    case 'reader': {
      const published = publishedIn(view, language, actor.id);
      if (!published) throw gone();
      if (reading === 'asked') return askedCard(view, published, language);
      const address = story.onPage && story.state === 'published' ? context.addressOf(STORY_PAGE, String(id)) : undefined;
      return readerCard(published, readerButtons(view, language), language, address);
    }
    default:
      return reading satisfies never;
  }
}

/** All that a story asks its reader. */
function askedCard({ story, names, part, photoPart }: StoryView, published: PublishedStory, language: Language): Card {
  const author = names.get(story.member);
  const cards = [
    ...(part === 'asked' ? [askCard(published, author, language)] : []),
    ...(photoPart === 'asked' ? [askToShowCard(published, author, language)] : []),
  ];
  return { language, blocks: cards.flatMap(({ blocks }, index) => (index === 0 ? blocks : [{ type: 'divider' as const }, ...blocks])) };
}

/** Thanks somebody for an answer, and asks what else is open: in a direct conversation the answer replaces all that was asked. */
export async function answered(context: Context, request: Request, done: Done): Promise<Reply> {
  const { language } = request;
  return answer(request, doneCard(speaker(language)(done), language), ...(await openQuestions(context, request)));
}

type Done = `stories${'' | '-photo'}.done.${'yes' | 'no'}`;

const listed = ({ id, state, texts }: WholeStory): Listed => ({ id, state, title: texts[0]?.title ?? '' });

export async function shownMine(context: Context, { actor, language }: Asker): Promise<Card> {
  const store = storiesStore(context.tx);
  const { ids } = await store.ids({ member: actor.id, limit: MINE_MAX });
  const naming = [...new Set([...(await store.thatName(actor.id)), ...(await store.thatShow(actor.id))])];
  const all = await store.wholes([...new Set([...ids, ...naming.toSorted((one, other) => one - other).slice(-MINE_MAX)])]);
  return mineCard(
    // Not by its author: one that names them itself is offered only where it is among the newest.
    all.filter(({ id }) => ids.includes(id)).map(listed),
    all.filter(({ member }) => member !== actor.id).map(listed),
    language,
  );
}

export async function shownQueue(context: Context, asking: Asker, page: number, lead?: Text): Promise<Card> {
  const store = storiesStore(context.tx);
  const { ids, total } = await store.ids({ state: 'pending', oldestFirst: true, offset: page * QUEUE_SIZE, limit: QUEUE_SIZE });
  // The last page may be empty by now, because other organisers have decided about its stories.
  if (ids.length === 0 && page > 0) return shownQueue(context, asking, 0, lead);
  return queueCard((await store.wholes(ids)).map(listed), pageNumbers(total, page, QUEUE_SIZE), asking.language, lead);
}

export async function shownList(context: Context, { actor, language }: Asker, page: number): Promise<Card> {
  const { stories, total } = await publishedStories(context, language, { offset: page * LIST_SIZE, limit: LIST_SIZE });
  if (stories.length === 0 && page > 0) return shownList(context, { actor, language }, 0);
  const address = stories.some(({ onPage }) => onPage) ? context.addressOf(LIST_PAGE) : undefined;
  return publishedCard(stories, pageNumbers(total, page, LIST_SIZE), language, address);
}
