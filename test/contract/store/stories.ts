import { beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import type { Lookup } from '../../../src/core/lookup.js';
import { after, HOUR } from '../../../src/core/time.js';
import { storiesStore } from '../../../src/features/stories/store/index.js';
import type { StoryId } from '../../../src/features/stories/types.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

export function describeStories(store: () => TestStore): void {
  describe('stories', () => {
    const stories = () => storiesStore(store().autocommit.tx);
    const find = <Found>(lookup: Lookup<Found>) => store().autocommit.tx.find(lookup);
    let author: MemberId;
    let other: MemberId;
    beforeEach(async () => {
      author = await store().autocommit.members.insert(aMember());
      other = await store().autocommit.members.insert(aMember({ name: 'Other' }));
    });
    const text = { language: 'en', title: 'A room', happened: 'We met', changed: 'It is open' } as const;
    const insert = async (): Promise<StoryId> => {
      const id = await stories().insert({ member: author, language: 'en', named: true, onPage: false, madeAt: T0 });
      await stories().saveText(id, text);
      return id;
    };
    const publish = async (id: StoryId, hours = 0, onPage = false) =>
      stories().change({ id, version: 1 }, { state: 'published', publishedAt: after(T0, hours * HOUR), onPage });

    it('come whole: the words first in which they were told, people, and what stood there before', async () => {
      const id = await insert();
      await stories().saveText(id, { ...text, language: 'ar', title: 'غرفة' });
      await stories().saveText(id, { ...text, title: 'Another' });
      await stories().list(id, other);
      await stories().addEdit(id, other, text, T0);
      const { texts, people, edits, ...story } = (await stories().whole(id)) ?? {};
      expect(story).toEqual({
        id,
        member: author,
        state: 'draft',
        version: 1,
        language: 'en',
        named: true,
        onPage: false,
        comment: null,
        madeAt: T0,
        publishedAt: null,
        photo: null,
      });
      expect(texts?.map(({ title }) => title)).toEqual(['Another', 'غرفة']);
      expect(people).toEqual([{ member: other, listed: true, answer: null }]);
      expect(edits).toEqual([{ ...text, editor: other, madeAt: T0 }]);
    });

    it('are changed as they were read only', async () => {
      const id = await insert();
      expect(await stories().change({ id, version: 1 }, { state: 'pending' })).toBe(true);
      expect(await stories().change({ id, version: 1 }, { state: 'published' })).toBe(false);
      expect((await stories().whole(id))?.state).toBe('pending');
    });

    it('are listed by state, author and page, the last published first', async () => {
      const [one, two, three] = [await insert(), await insert(), await insert()];
      await publish(one, 2, true);
      await publish(two, 1);
      expect(await stories().ids({ state: 'published', limit: 9 })).toEqual({ ids: [one, two], total: 2 });
      expect(await stories().ids({ state: 'published', onPage: true, limit: 9 })).toEqual({ ids: [one], total: 1 });
      expect(await stories().ids({ member: author, offset: 1, limit: 1 })).toEqual({ ids: [two], total: 3 });
      expect(await stories().ids({ state: 'draft', oldestFirst: true, limit: 9 })).toEqual({ ids: [three], total: 1 });
      expect((await stories().wholes([two, one])).map(({ id }) => id)).toEqual([two, one]);
    });

    it('ask whom they would name, until there is an answer, and never again after a no', async () => {
      const id = await insert();
      await stories().list(id, other);
      expect(await find(stories().askOf(other))).toEqual([]);
      await publish(id);
      expect(await find(stories().askOf(other, 'unseen'))).toEqual([id]);
      await stories().noteShown([id], other, T0);
      expect([await find(stories().askOf(other, 'unseen')), await find(stories().askOf(other))]).toEqual([[], [id]]);
      expect(await stories().answer(id, other, 'yes', T0)).toBe(true);
      expect(await stories().thatName(other)).toEqual([id]);
      await stories().askAgain(id);
      expect(await find(stories().askOf(other, 'unseen'))).toEqual([id]);
      expect(await stories().answer(id, other, 'no', T0)).toBe(true);
      await stories().askAgain(id);
      await stories().unlist(id, other);
      await stories().list(id, other);
      expect([await find(stories().askOf(other)), await stories().thatName(other)]).toEqual([[], []]);
      expect(await stories().answer(id, other, 'yes', T0)).toBe(false);
      expect(await stories().answer(id, author, 'yes', T0)).toBe(false);
    });

    it('remember what members were invited to tell', async () => {
      await stories().noteOccasion(author, 'coffee:1', 'shown');
      await stories().noteOccasion(author, 'coffee:1', 'closed');
      await stories().noteOccasion(author, 'topics:1', 'shown');
      expect(Object.fromEntries(await find(stories().occasionsOf(author)))).toEqual({ 'coffee:1': 'closed', 'topics:1': 'shown' });
      await stories().removeOccasions(author);
      expect((await find(stories().occasionsOf(author))).size).toBe(0);
    });

    it('go with all that belongs to them', async () => {
      const id = await insert();
      await stories().list(id, other);
      await stories().addEdit(id, other, text, T0);
      await stories().remove([id]);
      expect(await stories().allWords()).toEqual({ texts: [], edits: [], photos: [] });
      expect(await stories().ofPerson(other)).toEqual([]);
    });
  });
}
