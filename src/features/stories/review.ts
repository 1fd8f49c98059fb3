import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import { type Context, tellChannel, tellMember } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { storiesChannel } from './channel.js';
import { changedMeanwhile, gone, waitsForOther } from './find.js';
import { postKey } from './keys.js';
import { followPhoto } from './photo/follow.js';
import { isSame } from './rules/story.js';
import { storiesStore } from './store/index.js';
import type { Seen, StoryState, StoryText, WholeStory } from './types.js';
import { askAnew, changeStory } from './write.js';

/** The story that an organiser decides about, as they have read it. Throws an `InputError` for one that has changed since. */
async function requireSeen(context: Context, { id, version }: Seen, states: readonly StoryState[]): Promise<WholeStory> {
  const story = await storiesStore(context.tx).whole(id);
  if (!story) throw gone();
  if (story.version !== version || !states.includes(story.state)) throw changedMeanwhile();
  return story;
}

/** Publishes a story. Throws an `InputError` for an organiser's own story if another organiser could approve it. */
export async function approveStory(context: Context, actor: Actor, seen: Seen): Promise<void> {
  const story = await requireSeen(context, seen, ['pending']);
  const isOwn = story.member === actor.id;
  if (await waitsForOther(context, actor, story)) throw new InputError('their own', phrase('stories.error.own'));
  const published = { ...story, publishedAt: context.now };
  await decide(context, actor, story, isOwn ? 'approve-own' : 'approve', { state: 'published', publishedAt: context.now, comment: null });
  await tellChannel(context, storiesChannel.name, { key: postKey(published), kind: 'stories.posted', args: { story: story.id } });
  await followPhoto(context, { ...story, state: 'published' });
}

/** Gives a story back with a comment, also one that is published: its post is deleted until it is handed in and approved again. */
export async function commentOn(context: Context, actor: Actor, seen: Seen, comment: string): Promise<void> {
  const story = await requireSeen(context, seen, ['pending', 'published']);
  await decide(context, actor, story, 'comment', { state: 'back', comment, publishedAt: null });
}

/** Declines a story; its author reads the comment. Throws what `requireSeen` throws. */
export async function declineStory(context: Context, actor: Actor, seen: Seen, comment: string): Promise<void> {
  await decide(context, actor, await requireSeen(context, seen, ['pending']), 'decline', { state: 'declined', comment });
}

/**
 * Changes the text and keeps what it was. The author reads it before it is published. Throws a `NotFoundError` for a language that the
 * story does not have, and an `InputError` if nothing changed.
 */
export async function editStory(context: Context, actor: Actor, seen: Seen, text: StoryText): Promise<void> {
  const story = await requireSeen(context, seen, ['pending']);
  const before = story.texts.find(({ language }) => language === text.language);
  if (!before) throw gone();
  if (isSame(before, text)) throw new InputError('nothing changed', phrase('stories.error.nothing-changed'));
  const changed = await decide(context, actor, story, 'edit', { state: 'back', comment: null });
  const store = storiesStore(context.tx);
  await store.addEdit(story.id, actor.id, before, context.now);
  await store.saveText(story.id, text);
  await askAnew(context, changed);
}

async function decide(
  context: Context,
  actor: Actor,
  story: WholeStory,
  act: 'approve' | 'approve-own' | 'comment' | 'decline' | 'edit',
  change: Parameters<typeof changeStory>[2],
): Promise<WholeStory> {
  const { id, version, member } = story;
  const changed = await changeStory(context, story, change);
  await context.audit.append({ at: context.now, actor: actor.id, action: `stories.${act}`, details: { story: id } });
  if (member === actor.id) return changed;
  await tellMember(context, member, { key: `stories:told:${id}:${version}`, kind: 'stories.told', args: { story: id } });
  return changed;
}
