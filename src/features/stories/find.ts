import { type Actor, isAllowed } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { findMembers } from '../members/public.js';
import { isAsked, isNamed } from './rules/story.js';
import { storiesStore } from './store/index.js';
import type { StoryId, WholeStory } from './types.js';

export const gone = (): NotFoundError => new NotFoundError('no such story', phrase('stories.error.gone'));

export const changedMeanwhile = (): InputError => new InputError('changed meanwhile', phrase('stories.error.changed'));

/** A story of the actor's own. Throws a `NotFoundError` for any other. */
export async function requireOwn(context: Context, actor: Actor, id: StoryId): Promise<WholeStory> {
  const story = await storiesStore(context.tx).whole(id);
  if (!story || story.member !== actor.id) throw gone();
  return story;
}

/** Its author and, once it was handed in, organisers read all of a story; others what is published, and what asks to name them. */
export type Reading = 'own' | 'organiser' | 'named' | 'asked' | 'reader';

function readingOf(story: WholeStory, reader: Actor): Reading | undefined {
  if (story.member === reader.id) return 'own';
  if (isAllowed(reader, 'organiser') && story.state !== 'draft') return 'organiser';
  return partOf(story, reader) ?? (story.state === 'published' ? 'reader' : undefined);
}

/** Whether a story asks to name the reader, or names them. */
export function partOf({ people, state }: WholeStory, { id }: Pick<Actor, 'id'>): 'named' | 'asked' | undefined {
  const person = people.find(({ member }) => member === id);
  if (!person) return undefined;
  if (isAsked(person, state)) return 'asked';
  return isNamed(person) && (state === 'published' || state === 'pending') ? 'named' : undefined;
}

/** A story with the names that are needed to show it. */
export interface StoryView {
  readonly story: WholeStory;
  readonly reading: Reading;
  readonly organiser: boolean;
  /** Whether it asks to name the reader, or names them. */
  readonly part: 'named' | 'asked' | undefined;
  readonly names: ReadonlyMap<MemberId, string>;
}

/** Throws a `NotFoundError` for what the reader may not see, as for what is not there. */
export async function viewStory(context: Context, reader: Actor, id: StoryId): Promise<StoryView> {
  const story = await storiesStore(context.tx).whole(id);
  const reading = story && readingOf(story, reader);
  if (!story || !reading) throw gone();
  const names = await namesIn(context, [story]);
  return { story, reading, organiser: isAllowed(reader, 'organiser'), part: partOf(story, reader), names };
}

/** The names of all who have to do with these stories. */
export async function namesIn(context: Context, stories: readonly WholeStory[]): Promise<ReadonlyMap<MemberId, string>> {
  const ids = stories.flatMap(({ member, people, edits }) => [
    member,
    ...people.map((person) => person.member),
    ...edits.flatMap(({ editor }) => editor ?? []),
  ]);
  const members = ids.length === 0 ? [] : await findMembers(context, [...new Set(ids)]);
  return new Map(members.map(({ id, name }) => [id, name]));
}
