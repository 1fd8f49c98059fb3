import type { Generated } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant } from '../../../core/time.js';
import { defineTables, type Flag, type Owned } from '../../../sql/tables.js';
import type { Answer, PhotoId, PhotoType, StoryId, StoryState } from '../types.js';

type Words = { language: Language; title: string; happened: string; changed: string };

export type StoriesTables = {
  stories: Owned & {
    id: Generated<StoryId>;
    member_id: MemberId;
    state: StoryState;
    version: number;
    language: Language;
    named: Flag;
    on_page: Flag;
    comment: string | null;
    made_at: Instant;
    published_at: Instant | null;
  };
  story_texts: Owned & Words & { story_id: StoryId };
  /** Whom the author would like to name. A row stays, so that a no is final. */
  story_people: Owned & {
    story_id: StoryId;
    member_id: MemberId;
    listed: Flag;
    answer: Answer | null;
    shown_at: Instant | null;
    answered_at: Instant | null;
  };
  /** Texts as they were before organisers changed them. */
  story_edits: Owned & Words & { id: Generated<number>; story_id: StoryId; member_id: MemberId | null; made_at: Instant };
  /** At most one for each story. */
  story_photos: Owned & {
    id: Generated<PhotoId>;
    story_id: StoryId;
    hash: string;
    /** In bytes. */
    size: number;
    type: PhotoType;
    /** In dots, as is the height. */
    width: number;
    /** In dots. */
    height: number;
    alt: string;
    others: Flag;
    posted: Generated<Flag>;
    posts: Generated<number>;
    added_at: Instant;
  };
  /** Who can be seen on a photo with these bytes. A no stays when the photo goes. */
  story_photo_people: Owned & {
    story_id: StoryId;
    hash: string;
    member_id: MemberId;
    answer: Answer | null;
    shown_at: Instant | null;
    answered_at: Instant | null;
  };
  /** What members were invited to tell a story of. */
  story_occasions: Owned & { member_id: MemberId; occasion: string; closed: Flag };
};

export const storiesTables = defineTables<StoriesTables>({
  stories: { key: ['id'], refersTo: ['communities', 'members'] },
  story_texts: { key: ['story_id', 'language'], refersTo: ['stories'] },
  story_people: { key: ['story_id', 'member_id'], refersTo: ['stories', 'members'] },
  story_edits: { key: ['id'], refersTo: ['stories', 'members'] },
  story_photos: { key: ['id'], refersTo: ['stories'] },
  story_photo_people: { key: ['story_id', 'hash', 'member_id'], refersTo: ['stories', 'members'] },
  story_occasions: { key: ['member_id', 'occasion'], refersTo: ['communities', 'members'] },
});
