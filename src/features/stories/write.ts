import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import { DAY, periodAt } from '../../core/time.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { changedMeanwhile, requireOwn } from './find.js';
import { itemKey, postKey } from './keys.js';
import { dropPhoto, followPhoto } from './photo/follow.js';
import { DRAFTS_MAX } from './rules/limits.js';
import { canBeSent, isSame, stateAfterChange } from './rules/story.js';
import { storiesStore } from './store/index.js';
import type { Agreed, Answer, Story, StoryId, StoryText, WholeStory } from './types.js';

/** Begins a story that only its author sees. Throws an `InputError` for somebody with too many drafts. */
export async function beginStory(context: Context, actor: Actor, { named, onPage, ...text }: StoryText & Agreed): Promise<StoryId> {
  const store = storiesStore(context.tx);
  const { total } = await store.ids({ member: actor.id, state: 'draft', limit: 1 });
  if (total >= DRAFTS_MAX) {
    throw new InputError('too many drafts', phrase('stories.error.drafts', { max: DRAFTS_MAX, command: '/stories mine' }));
  }
  const id = await store.insert({ member: actor.id, language: text.language, named, onPage, madeAt: context.now });
  await store.saveText(id, text);
  return id;
}

/** Changes or adds the words in one language. What was published is looked at again, and whoever is named is asked anew. */
export async function writeText(context: Context, actor: Actor, id: StoryId, text: StoryText): Promise<void> {
  const story = await requireOwn(context, actor, id);
  const before = story.texts.find(({ language }) => language === text.language);
  if (before && isSame(before, text)) return;
  const state = stateAfterChange(story.state);
  const changed = await changeStory(context, story, { state, ...(state !== story.state && { publishedAt: null }) });
  await storiesStore(context.tx).saveText(id, text);
  await askAnew(context, changed);
  if (state !== story.state) await tellWaiting(context);
}

/** Asks people again who are named or shown beside a changed text, or to more readers. */
export async function askAnew(context: Context, story: WholeStory): Promise<void> {
  const { id, people, photo } = story;
  const store = storiesStore(context.tx);
  const hasAgreed = ({ answer }: { readonly answer: Answer | null }) => answer === 'yes';
  if (people.some(hasAgreed)) await store.askAgain(id);
  if (!photo?.people.some(hasAgreed)) return;
  await store.askToShowAgain(id);
  const asked = photo.people.map((person) => (hasAgreed(person) ? { ...person, answer: null } : person));
  await followPhoto(context, { ...story, photo: { ...photo, people: asked } });
}

/** Sets at once whether the author is named and whether the story is on the public page, to which others have to agree again. */
export async function chooseAgreed(context: Context, actor: Actor, id: StoryId, agreed: Agreed): Promise<void> {
  const story = await requireOwn(context, actor, id);
  const changed = await changeStory(context, story, agreed);
  if (agreed.onPage && !story.onPage) await askAnew(context, changed);
  if (story.state === 'published') await context.deliveries.refresh(postKey(story), context.now);
}

/** Hands a story in, or once more one that came back. Throws an `InputError` for one that was handed in already. */
export async function sendStory(context: Context, actor: Actor, id: StoryId): Promise<void> {
  const story = await requireOwn(context, actor, id);
  if (!canBeSent(story.state)) throw new InputError('sent already', phrase('stories.error.sent'));
  await changeStory(context, story, { state: 'pending', comment: null });
  await tellWaiting(context);
}

/** Takes a story back: it is a draft again, and its post and its photo are deleted. A draft is deleted. */
export async function withdrawStory(context: Context, actor: Actor, id: StoryId): Promise<'withdrawn' | 'deleted'> {
  const story = await requireOwn(context, actor, id);
  await dropPhoto(context, story);
  if (story.state === 'draft') {
    await storiesStore(context.tx).remove([id]);
    return 'deleted';
  }
  await changeStory(context, { ...story, photo: null }, { state: 'draft', comment: null, publishedAt: null });
  return 'withdrawn';
}

/**
 * Changes a story as it was read; what is no longer published loses its post. Throws an `InputError` if it was changed meanwhile.
 *
 * @returns The story as it is then.
 */
export async function changeStory(
  context: Context,
  story: WholeStory,
  change: Partial<Agreed & Pick<Story, 'state' | 'comment' | 'publishedAt'>>,
): Promise<WholeStory> {
  if (!(await storiesStore(context.tx).change(story, change))) throw changedMeanwhile();
  const changed = { ...story, ...change, version: story.version + 1 };
  if (story.state !== 'published') return changed;
  await context.features.itemChanged(context, itemKey(story));
  if (changed.state === 'published') return changed;
  await context.deliveries.remove(postKey(story), context.now);
  return { ...changed, photo: await followPhoto(context, changed) };
}

/** Organisers hear at most once a day that stories wait. */
export async function tellWaiting(context: Context): Promise<void> {
  await tellChannel(context, 'organisers', {
    key: `stories:waiting:${periodAt(context.now, DAY)}`,
    kind: 'stories.waiting',
    args: {},
  });
}
