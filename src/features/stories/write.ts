import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { changedMeanwhile, requireOwn } from './find.js';
import { itemKey, postKey } from './keys.js';
import { DRAFTS_MAX } from './rules/limits.js';
import { canBeSent, isSame, stateAfterChange } from './rules/story.js';
import { storiesStore } from './store/index.js';
import type { Agreed, Story, StoryId, StoryText, WholeStory } from './types.js';

const DAY_MS = 24 * 60 * 60 * 1000;

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
  await changeStory(context, story, { state, ...(state !== story.state && { publishedAt: null }) });
  await storiesStore(context.tx).saveText(id, text);
  await storiesStore(context.tx).askAgain(id);
  if (state !== story.state) await tellWaiting(context);
}

/** Whether the author is named, and whether the story is on the public page: it is so at once. */
export async function chooseAgreed(context: Context, actor: Actor, id: StoryId, agreed: Agreed): Promise<void> {
  const story = await requireOwn(context, actor, id);
  await changeStory(context, story, agreed);
  if (story.state === 'published') await context.deliveries.refresh(postKey(story), context.now);
}

/** Hands it in, or once more what came back. */
export async function sendStory(context: Context, actor: Actor, id: StoryId): Promise<void> {
  const story = await requireOwn(context, actor, id);
  if (!canBeSent(story.state)) throw new InputError('sent already', phrase('stories.error.sent'));
  await changeStory(context, story, { state: 'pending', comment: null });
  await tellWaiting(context);
}

/** Takes a story back: it is a draft again, and its post is deleted. A draft is deleted. */
export async function withdrawStory(context: Context, actor: Actor, id: StoryId): Promise<'withdrawn' | 'deleted'> {
  const story = await requireOwn(context, actor, id);
  if (story.state === 'draft') {
    await storiesStore(context.tx).remove([id]);
    return 'deleted';
  }
  await changeStory(context, story, { state: 'draft', comment: null, publishedAt: null });
  return 'withdrawn';
}

/** Changes a story as it was read; what is no longer published loses its post. Throws an `InputError` if it was changed meanwhile. */
export async function changeStory(
  context: Context,
  story: WholeStory,
  change: Partial<Agreed & Pick<Story, 'state' | 'comment' | 'publishedAt'>>,
): Promise<void> {
  if (!(await storiesStore(context.tx).change(story, change))) throw changedMeanwhile();
  const isTakenAway = story.state === 'published' && change.state !== undefined && change.state !== 'published';
  if (isTakenAway) await context.deliveries.remove(postKey(story), context.now);
  if (story.state === 'published') await context.features.itemChanged(context, itemKey(story));
}

/** Organisers hear at most once a day that stories wait. */
async function tellWaiting(context: Context): Promise<void> {
  await context.deliveries.plan({
    key: `stories:waiting:${Math.floor(context.now / DAY_MS)}`,
    kind: 'stories.waiting',
    args: {},
    to: { to: 'channel', channel: 'organisers' },
    dueAt: context.now,
  });
}
