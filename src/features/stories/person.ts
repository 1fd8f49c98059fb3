import type { MemberId } from '../../core/ids.js';
import { type Context, exportsRows, type PersonHooks } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { findMember } from '../members/public.js';
import { itemKey, postKey } from './keys.js';
import { refreshPost } from './people.js';
import { repostPhoto } from './photo/follow.js';
import { followSeen, mergeSeen, removePhotosOf } from './photo/person.js';
import { isSame, mergedAnswer } from './rules/story.js';
import { replaceWhole, withoutNames } from './rules/without-names.js';
import { exportedStories, storiesStore } from './store/index.js';
import type { StoryId, StoryText, WholeStory } from './types.js';
import { changeStory } from './write.js';

/** The limit of a query for all stories of one member, which is more than anyone tells. */
const ALL = 10_000;

export const storiesPerson: PersonHooks = {
  ...exportsRows(exportedStories),
  /**
   * Deletes the member's stories and takes their name from those of others. If they only left, their stories stay as drafts for a
   * return.
   */
  async onMemberRemoved(context, member, how) {
    const store = storiesStore(context.tx);
    const own = await ownStories(context, member);
    const naming = await store.wholes((await store.ofPerson(member)).map(({ story_id }) => story_id));
    await removePhotosOf(context, member, { own, how });
    if (how === 'left') {
      for (const story of own)
        if (story.state !== 'draft') await changeStory(context, { ...story, photo: null }, { state: 'draft', publishedAt: null });
      for (const { id } of naming) await store.unlist(id, member);
    } else {
      const published = own.filter(({ state }) => state === 'published');
      for (const story of published) await context.deliveries.remove(postKey(story), context.now);
      await store.remove(own.map(({ id }) => id));
      for (const story of published) await context.features.itemChanged(context, itemKey(story));
      await eraseName(context, member, new Set(naming.map(({ id }) => id)));
      await store.removePerson(member);
      await store.removeOccasions(member);
    }
    for (const story of naming) await refreshPost(context, story);
  },
  async onMembersMerged(context, { from, into }) {
    const store = storiesStore(context.tx);
    await store.redirectMember(from, into);
    const kept = new Map((await store.ofPerson(into)).map((row) => [row.story_id, row]));
    for (const row of await store.ofPerson(from)) {
      const other = kept.get(row.story_id);
      if (!other) {
        await store.movePerson(row.story_id, from, into);
        continue;
      }
      const listed = row.listed === 1 || other.listed === 1;
      await store.savePerson(row.story_id, into, { listed, answer: mergedAnswer(row.answer, other.answer) });
    }
    await store.removePerson(from);
    // Nobody is asked whether their own story may name them.
    for (const story of await ownStories(context, into)) {
      await store.removePerson(into, story.id);
      await refreshPost(context, story);
    }
    await mergeSeen(context, { from, into }, await ownStories(context, into));
    for (const [occasion, state] of await context.tx.find(store.occasionsOf(from))) await store.noteOccasion(into, occasion, state);
    await store.removeOccasions(from);
    for (const story of await store.wholes(await store.thatName(into))) await refreshPost(context, story);
  },
  /** Brings posts up to date after a merge is undone, so that each names the right one of the two people. */
  async onMembersParted(context, members) {
    const store = storiesStore(context.tx);
    for (const member of members) {
      const own = await ownStories(context, member);
      for (const story of own) await refreshPost(context, story);
      for (const story of await store.wholes(await store.thatName(member))) await refreshPost(context, story);
      await followSeen(context, member, own);
    }
  },
  onMemberReturned: async () => {},
  async describeReturn(context, member) {
    const { total } = await storiesStore(context.tx).ids({ member, limit: 1 });
    return total === 0 ? [] : [phrase('stories.return.kept', { command: '/stories mine' })];
  },
  async sentencesOf(context, member) {
    return (await ownStories(context, member)).flatMap(({ texts, photo }) => [
      ...texts.flatMap(({ title, happened, changed }) => [title, happened, changed]),
      ...(photo ? [photo.alt] : []),
    ]);
  },
};

async function ownStories(context: Context, member: MemberId): Promise<readonly WholeStory[]> {
  const store = storiesStore(context.tx);
  return store.wholes((await store.ids({ member, limit: ALL })).ids);
}

/** Takes the name of an erased person out of all texts; parts of the name only from stories that were to name them. */
async function eraseName(context: Context, member: MemberId, naming: ReadonlySet<StoryId>): Promise<void> {
  const name = (await findMember(context, member))?.name;
  if (name === undefined) return;
  const store = storiesStore(context.tx);
  const without = (words: StoryText & { readonly story_id: StoryId }) => {
    const someone = () => speaker(words.language).plain('stories.someone');
    const clean = (text: string) => (naming.has(words.story_id) ? withoutNames(text, [name], someone) : replaceWhole(text, name, someone));
    return { title: clean(words.title), happened: clean(words.happened), changed: clean(words.changed) };
  };
  const { texts, edits, photos } = await store.allWords();
  const touched = new Set<StoryId>();
  for (const text of texts) {
    const clean = without(text);
    if (isSame(clean, text)) continue;
    touched.add(text.story_id);
    await store.saveText(text.story_id, { language: text.language, ...clean });
  }
  for (const edit of edits) {
    const clean = without(edit);
    if (!isSame(clean, edit)) await store.rewriteEdit(edit.id, clean);
  }
  for (const story of await store.wholes([...touched])) await refreshPost(context, story);
  for (const { id, story_id, alt } of photos) {
    const story = await store.whole(story_id);
    if (!story) continue;
    const clean = { ...without({ story_id, language: story.language, title: alt, happened: '', changed: '' }) }.title;
    if (clean === alt) continue;
    await store.saveAlt(id, clean);
    await repostPhoto(context, story);
  }
}
