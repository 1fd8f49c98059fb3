import type { Id, MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant } from '../../core/time.js';
import type { PhotoPerson, PhotoType } from './rules/photo.js';
import type { Person, StoryState, Words } from './rules/story.js';

export type StoryId = Id<'story'>;
export type PhotoId = Id<'story-photo'>;

export type { PhotoPerson, PhotoType } from './rules/photo.js';
export type { Answer, Person, StoryState, Words } from './rules/story.js';

/** A story in one language. */
export interface StoryText extends Words {
  readonly language: Language;
}

/** What its author agrees to. */
export interface Agreed {
  /** Whether the author is named. */
  readonly named: boolean;
  /** Whether everyone may read it on the public page. */
  readonly onPage: boolean;
}

export interface Story extends Agreed {
  readonly id: StoryId;
  readonly member: MemberId;
  readonly state: StoryState;
  /** Counts each change, so that organisers decide about what they have read. */
  readonly version: number;
  /** In which it was told. */
  readonly language: Language;
  /** What an organiser wrote to its author. */
  readonly comment: string | null;
  readonly madeAt: Instant;
  readonly publishedAt: Instant | null;
}

/** A text as it was before an organiser changed it. */
export interface Edit extends StoryText {
  readonly editor: MemberId | null;
  readonly madeAt: Instant;
}

/** A stored picture. */
export interface Picture {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  readonly type: PhotoType;
  /** In dots, as it is shown. */
  readonly width: number;
  /** In dots, as it is shown. */
  readonly height: number;
}

/** What its author says of a photo. */
export interface PhotoWords {
  /** What it shows, for those who don't see it, in the language in which the story was told. */
  readonly alt: string;
  /** Whether others than members can be seen, who have all agreed. */
  readonly others: boolean;
}

export interface Photo extends Picture, PhotoWords {
  readonly id: PhotoId;
  /** Whether it stands in the channel, and how often it was posted there. */
  readonly posted: boolean;
  readonly posts: number;
  /** Members who can be seen on it. */
  readonly people: readonly PhotoPerson[];
}

export interface WholeStory extends Story {
  /** The one in which it was told first. */
  readonly texts: readonly StoryText[];
  readonly people: readonly Person[];
  readonly photo: Photo | null;
  /** The newest first. */
  readonly edits: readonly Edit[];
}

/** A version of a story that an organiser has read. */
export interface Seen {
  readonly id: StoryId;
  readonly version: number;
}
