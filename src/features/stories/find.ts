import { type Actor, isAllowed } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { countMembers, findMembers } from '../members/public.js';
import { isAskedToShow } from './rules/photo.js';
import { isAsked, isNamed } from './rules/story.js';
import { storiesStore } from './store/index.js';
import type { StoryId, WholeStory } from './types.js';

export const gone = (): NotFoundError => new NotFoundError('no such story', phrase('stories.error.gone'));

export const changedMeanwhile = (): InputError => new InputError('changed meanwhile', phrase('stories.error.changed'));

/** A story of the actor's own. Throws a `NotFoundError` for any other. */
export async function requireOwn(context: Context, actor: Actor, id: StoryId): Promise<WholeStory> {
  return ownOf(actor, await storiesStore(context.tx).whole(id));
}

/** The same for a story that was read. Throws a `NotFoundError` for any other. */
export function ownOf(actor: Actor, story: WholeStory | undefined): WholeStory {
  if (!story || story.member !== actor.id) throw gone();
  return story;
}

/** Its author and, once it was handed in, organisers read all of a story; others what is published, and what asks to name or show them. */
export type Reading = 'own' | 'organiser' | 'named' | 'asked' | 'reader';

function readingOf(story: WholeStory, reader: Actor): Reading | undefined {
  if (story.member === reader.id) return 'own';
  if (isAllowed(reader, 'organiser') && story.state !== 'draft') return 'organiser';
  const part = partOf(story, reader) ?? photoPartOf(story, reader);
  if (part === undefined) return story.state === 'published' ? 'reader' : undefined;
  return part === 'shown' ? 'named' : part;
}

/** Whether a story asks to name the reader, or names them. */
export function partOf({ people, state }: WholeStory, { id }: Pick<Actor, 'id'>): 'named' | 'asked' | undefined {
  const person = people.find(({ member }) => member === id);
  if (!person) return undefined;
  if (isAsked(person, state)) return 'asked';
  return isNamed(person) && (state === 'published' || state === 'pending') ? 'named' : undefined;
}

/** Whether the photo asks to show the reader, or may show them. */
export function photoPartOf({ photo, state }: WholeStory, { id }: Pick<Actor, 'id'>): 'shown' | 'asked' | undefined {
  const person = photo?.people.find(({ member }) => member === id);
  if (!person) return undefined;
  if (isAskedToShow(person, state)) return 'asked';
  return person.answer === 'yes' && (state === 'published' || state === 'pending') ? 'shown' : undefined;
}

/** A story with the names that are needed to show it. */
export interface StoryView {
  readonly story: WholeStory;
  readonly reading: Reading;
  readonly organiser: boolean;
  /** Whether its reader is an organiser who has to leave the decision about it to another one. */
  readonly waitsForOther: boolean;
  /** Whether it asks to name the reader, or names them. */
  readonly part: 'named' | 'asked' | undefined;
  /** Whether its photo asks to show them, or may show them. */
  readonly photoPart: 'shown' | 'asked' | undefined;
  readonly names: ReadonlyMap<MemberId, string>;
}

/** Throws a `NotFoundError` for what the reader may not see, as for what is not there. */
export async function viewStory(context: Context, reader: Actor, id: StoryId): Promise<StoryView> {
  const story = await storiesStore(context.tx).whole(id);
  const reading = story && readingOf(story, reader);
  if (!story || !reading) throw gone();
  const names = await namesIn(context, [story], reader);
  const parts = { part: partOf(story, reader), photoPart: photoPartOf(story, reader) };
  const organiser = isAllowed(reader, 'organiser');
  const waits = organiser && story.state === 'pending' && (await waitsForOther(context, reader, story));
  return { story, reading, organiser, waitsForOther: waits, ...parts, names };
}

/** Whether it is the organiser's own, and somebody else could decide. */
export async function waitsForOther(context: Context, organiser: Actor, { member }: Pick<WholeStory, 'member'>): Promise<boolean> {
  return member === organiser.id && (await countMembers(context, { role: 'organiser', status: 'active' })) > 1;
}

/** The names of all who have to do with these stories. `reader`: whose name is known. */
export async function namesIn(
  context: Context,
  stories: readonly WholeStory[],
  reader?: Pick<Actor, 'id' | 'name'>,
): Promise<ReadonlyMap<MemberId, string>> {
  const ids = stories.flatMap(({ member, people, photo, edits }) => [
    member,
    ...people.map((person) => person.member),
    ...(photo?.people ?? []).map((person) => person.member),
    ...edits.flatMap(({ editor }) => editor ?? []),
  ]);
  const others = new Set(ids.filter((id) => id !== reader?.id));
  const members = others.size === 0 ? [] : await findMembers(context, [...others]);
  return new Map([...members, ...(reader ? [reader] : [])].map(({ id, name }) => [id, name]));
}
