import type { MemberId } from '../../../core/ids.js';
import type { Answer, StoryState } from './story.js';

/** Of the types of files that members may send, the ones that every platform and browser shows. */
export const PHOTO_TYPES = ['jpg', 'png', 'webp'] as const;
export type PhotoType = (typeof PHOTO_TYPES)[number];

/** A member who can be seen on a photo. */
export interface PhotoPerson {
  readonly member: MemberId;
  /** Null: not answered. */
  readonly answer: Answer | null;
}

interface WithPhoto {
  readonly state: StoryState;
  readonly photo: { readonly people: readonly Pick<PhotoPerson, 'answer'>[] } | null;
}

/** Whether all members who can be seen have agreed. */
export const isAgreed = ({ people }: NonNullable<WithPhoto['photo']>): boolean => people.every(({ answer }) => answer === 'yes');

/** Whether others see the photo: with a published story, once everyone who can be seen has agreed. */
export const isPhotoShown = ({ state, photo }: WithPhoto): boolean => photo !== null && state === 'published' && isAgreed(photo);

/** Whether people are asked to agree, which they are once the story is handed in. */
export const isAskedToShow = ({ answer }: Pick<PhotoPerson, 'answer'>, state: StoryState): boolean =>
  answer === null && (state === 'pending' || state === 'published');

/** Splits a list of names at its commas. */
export function typedNames(text: string): readonly string[] {
  return [...new Set(text.split(/[,،;؛\n]+/u).map((name) => name.trim()))].filter((name) => name !== '');
}
