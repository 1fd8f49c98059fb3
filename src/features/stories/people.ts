import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { findByText } from '../members/public.js';
import { gone, requireOwn } from './find.js';
import { itemKey, postKey } from './keys.js';
import { PEOPLE_MAX } from './rules/limits.js';
import { storiesStore } from './store/index.js';
import type { Answer, StoryId } from './types.js';

/** The author would like to name somebody, who is asked once the story is handed in. Throws what `findByText` throws. */
export async function namePerson(context: Context, actor: Actor, id: StoryId, typed: string): Promise<void> {
  const story = await requireOwn(context, actor, id);
  const member = await findByText(context, typed, actor);
  if (member === actor.id) throw new InputError('themselves', phrase('stories.error.yourself'));
  const others = story.people.filter((person) => person.listed && person.member !== member);
  if (others.length >= PEOPLE_MAX) throw new InputError('too many people', phrase('stories.error.people', { max: PEOPLE_MAX }));
  await storiesStore(context.tx).list(id, member);
  await refreshPost(context, story);
}

/** Takes a person's name from a story. Their answer is kept, so that nobody is asked twice. */
export async function unnamePerson(context: Context, actor: Actor, id: StoryId, member: MemberId): Promise<void> {
  const story = await requireOwn(context, actor, id);
  await storiesStore(context.tx).unlist(id, member);
  await refreshPost(context, story);
}

/** Saves a person's answer, or their later no, which is final. Throws a `NotFoundError` where there is nothing to answer. */
export async function answerNaming(context: Context, actor: Actor, id: StoryId, answer: Answer): Promise<void> {
  const store = storiesStore(context.tx);
  const story = await store.whole(id);
  if (!story || !(await store.answer(id, actor.id, answer, context.now))) throw gone();
  await refreshPost(context, story);
}

/** Brings a published story's post up to date with who is named. */
export async function refreshPost(context: Context, story: Parameters<typeof postKey>[0] & { readonly state: string }): Promise<void> {
  if (story.state !== 'published') return;
  await context.deliveries.refresh(postKey(story), context.now);
  await context.features.itemChanged(context, itemKey(story));
}
