import { moment, personalExport, withoutEmpty, yesOrNo } from '../../../sql/personal-rows.js';
import type { StoriesTables } from './tables.js';

/** All that is a member's, as they read it. */
export const exportedStories = personalExport<StoriesTables>()(
  {
    stories: {
      table: 'stories',
      plain: ['id', 'state', 'language', 'comment'],
      read: { named: yesOrNo },
      columns: { onPage: ['on_page', yesOrNo], madeAt: ['made_at', moment], publishedAt: ['published_at', moment] },
      orderBy: 'id',
    },
    texts: {
      table: 'story_texts',
      of: { column: 'story_id', ownerIn: 'stories' },
      plain: ['language', 'title', 'happened', 'changed'],
      columns: { of: 'story_id' },
      orderBy: ['story_id', 'language'],
    },
    namedInStories: {
      table: 'story_people',
      columns: { story: 'story_id', mayNameMe: 'answer', answeredAt: ['answered_at', moment] },
      orderBy: 'story_id',
    },
    photos: {
      table: 'story_photos',
      of: { column: 'story_id', ownerIn: 'stories' },
      columns: { of: 'story_id', alt: 'alt', type: 'type', size: 'size', othersAgreed: ['others', yesOrNo], addedAt: ['added_at', moment] },
      orderBy: 'story_id',
    },
    seenOnStoryPhotos: {
      table: 'story_photo_people',
      columns: { story: 'story_id', mayShowMe: 'answer', answeredAt: ['answered_at', moment] },
      orderBy: ['story_id', 'hash'],
    },
    storiesEdited: {
      table: 'story_edits',
      plain: ['language'],
      columns: { story: 'story_id', madeAt: ['made_at', moment] },
      orderBy: 'id',
    },
    storyInvitations: { table: 'story_occasions', plain: ['occasion'], columns: { settled: ['closed', yesOrNo] }, orderBy: 'occasion' },
  },
  ({ stories, texts, photos, ...others }) => {
    const ofStory = <R extends Readonly<Record<string, unknown>>>(rows: readonly R[], id: unknown) =>
      rows.flatMap(({ of, ...rest }) => (of === id ? [rest] : []));
    return withoutEmpty({
      stories: stories.map((story) => ({
        ...story,
        texts: ofStory(texts, story.id),
        ...ofStory(photos, story.id).map((photo) => ({ photo }))[0],
      })),
      ...others,
    });
  },
);
