import type { MemberId } from '../../../core/ids.js';
import type { Context, PersonHooks } from '../../../feature-api/index.js';
import { mergedAnswer } from '../rules/story.js';
import { storiesStore } from '../store/index.js';
import type { WholeStory } from '../types.js';
import { dropPhoto, followPhoto } from './follow.js';

/**
 * Deletes the photos of a member who is erased or has left, and photos that show them, because they can no longer take back their
 * consent.
 */
export async function removePhotosOf(
  context: Context,
  member: MemberId,
  { own, how }: { readonly own: readonly WholeStory[]; readonly how: 'erased' | 'left' },
): Promise<void> {
  const store = storiesStore(context.tx);
  for (const story of own) await dropPhoto(context, story);
  const rows = await store.seenRows(member);
  for (const story of await store.wholes([...new Set(rows.map(({ story_id }) => story_id))])) {
    if (story.photo?.people.some((person) => person.member === member)) await dropPhoto(context, story);
  }
  if (how === 'erased') await store.removeSeen(member);
}

type Merged = Parameters<PersonHooks['onMembersMerged']>[1];

/** Whoever said no once is not shown, and nobody is asked about a photo of their own story. */
export async function mergeSeen(context: Context, { from, into }: Merged, own: readonly WholeStory[]): Promise<void> {
  const store = storiesStore(context.tx);
  const [rows, kept] = [await store.seenRows(from), await store.seenRows(into)];
  for (const { story_id: id, hash, answer } of rows) {
    const other = kept.find((row) => row.story_id === id && row.hash === hash);
    if (other) await store.saveSeen(id, hash, into, mergedAnswer(answer, other.answer));
    else await store.moveSeen(id, hash, from, into);
  }
  await store.removeSeen(from);
  for (const { id } of own) await store.removeSeen(into, id);
  const touched = [...rows, ...kept].map(({ story_id }) => story_id);
  for (const story of await store.wholes([...new Set([...touched, ...own.map(({ id }) => id)])])) {
    if (story.photo?.people.some(({ answer }) => answer === 'no')) await dropPhoto(context, story);
    else await followPhoto(context, story);
  }
}

/** A photo follows who can be seen on it, and what they said, once two people are two again. */
export async function followSeen(context: Context, member: MemberId, own: readonly WholeStory[]): Promise<void> {
  const store = storiesStore(context.tx);
  const rows = await store.seenRows(member);
  for (const story of own) await followPhoto(context, story);
  for (const story of await store.wholes([...new Set(rows.map(({ story_id }) => story_id))])) await followPhoto(context, story);
}
