import type { Actor } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { findAllByText } from '../../members/public.js';
import { gone, requireOwn } from '../find.js';
import { PEOPLE_MAX } from '../rules/limits.js';
import { typedNames } from '../rules/photo.js';
import { storiesStore } from '../store/index.js';
import type { Answer, StoryId } from '../types.js';
import { noPhoto, tooManySeen } from './attach.js';
import { dropPhoto, followPhoto } from './follow.js';

/** The members whom an author has typed, without the author, who agrees by attaching it. Throws what `findByText` throws. */
export async function seenMembers(context: Context, actor: Actor, typed: string): Promise<readonly MemberId[]> {
  const names = typedNames(typed);
  if (names.length > PEOPLE_MAX) throw tooManySeen();
  const found = new Set(await findAllByText(context, names, actor));
  found.delete(actor.id);
  return [...found];
}

/** Adds a person who can be seen on the photo, which is hidden until they agree. Throws what `findByText` throws. */
export async function addSeen(context: Context, actor: Actor, id: StoryId, typed: string): Promise<void> {
  const story = await requireOwn(context, actor, id);
  const { photo } = story;
  if (!photo) throw noPhoto();
  const members = await seenMembers(context, actor, typed);
  const all = new Set([...photo.people.map(({ member }) => member), ...members]);
  if (all.size > PEOPLE_MAX) throw tooManySeen();
  await storiesStore(context.tx).listSeen(id, photo.hash, members);
  const known = photo.people.map(({ member }) => member);
  const added = members.filter((member) => !known.includes(member)).map((member) => ({ member, answer: null }));
  await followPhoto(context, { ...story, photo: { ...photo, people: [...photo.people, ...added] } });
}

/**
 * What somebody answers who can be seen, or takes back. With a no the photo is deleted, and these bytes are not attached to the story
 * again. Throws a `NotFoundError` where there is nothing to answer.
 */
export async function answerShowing(context: Context, actor: Actor, id: StoryId, answer: Answer): Promise<void> {
  const store = storiesStore(context.tx);
  const story = await store.whole(id);
  if (!story?.photo?.people.some(({ member }) => member === actor.id)) throw gone();
  const { photo } = story;
  await store.answerShowing(id, photo.hash, actor.id, answer, context.now);
  const people = photo.people.map((person) => (person.member === actor.id ? { ...person, answer } : person));
  if (answer === 'no') await dropPhoto(context, story);
  else await followPhoto(context, { ...story, photo: { ...photo, people } });
}
