import { isAllowed } from '../../core/access.js';
import type { Language } from '../../core/language.js';
import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { gone, requireOwn } from './find.js';
import { storiesStore } from './store/index.js';
import type { StoryId, WholeStory } from './types.js';

export async function shareContents(_context: Context, { language }: Request) {
  return { values: { language } };
}

/** What the story says now in this language, to be changed; nothing for a language that is added. */
const wordsOf = (story: WholeStory, language: Language) => {
  const text = story.texts.find((one) => one.language === language);
  return { values: text ? { title: text.title, happened: text.happened, changed: text.changed } : {} };
};

export async function writeContents(
  context: Context,
  { actor }: Request,
  { id, language }: { readonly id: StoryId; readonly language: Language },
) {
  return wordsOf(await requireOwn(context, actor, id), language);
}

/** The text of a story in this language, for an organiser to change. Throws a `NotFoundError` for anyone else, and for a draft. */
export async function editContents(
  context: Context,
  { actor }: Request,
  { id, language }: { readonly id: StoryId; readonly language: Language },
) {
  const story = await storiesStore(context.tx).whole(id);
  if (!story || story.state === 'draft' || !isAllowed(actor, 'organiser')) throw gone();
  return wordsOf(story, language);
}

export async function agreedContents(context: Context, { actor }: Request, id: StoryId) {
  const { named, onPage } = await requireOwn(context, actor, id);
  return { values: { agreed: { named, onPage } } };
}
