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
const MINE_SIZE = 25;
/** One person's stories are far fewer. */
const ALL = 10_000;

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

/** Both lists in pages of the same number. */
export async function shownMine(context: Context, { actor, language }: Asker, wanted = 0): Promise<Card> {
  const store = storiesStore(context.tx);
  const { ids: own } = await store.ids({ member: actor.id, limit: ALL });
  const naming = new Set([...(await store.thatName(actor.id)), ...(await store.thatShow(actor.id))]);
  const others = [...naming].filter((id) => !own.includes(id)).toSorted((one, other) => other - one);
  const numbers = pageNumbers(Math.max(own.length, others.length), wanted, MINE_SIZE);
  const onPage = (ids: readonly StoryId[]) => ids.slice(numbers.page * MINE_SIZE, (numbers.page + 1) * MINE_SIZE);
  const [shown, named] = [onPage(own), onPage(others)];
  const all = await store.wholes([...shown, ...named]);
  return mineCard(
    all.filter(({ id }) => shown.includes(id)).map(listed),
    all.filter(({ id }) => named.includes(id)).map(listed),
    numbers,
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
