import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Language } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';
import { attachmentToSend, type Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { BlobMissingError } from '../../../ports/blobs.js';
import { MEDIA_TYPES } from '../../../ports/files.js';
import { type StoryView, viewStory } from '../find.js';
import { publishedIn } from '../published.js';
import { isPhotoShown } from '../rules/photo.js';
import type { Photo, StoryId } from '../types.js';
import { noPhoto } from './attach.js';

/** What is sent to one person is kept by the browser chat for an hour at most. */
export const FLEETING = 'stories-photo';

/** A photo as it is sent: under a name that tells nothing. */
export const fileOf = ({ hash, type }: Pick<Photo, 'hash' | 'type'>) => ({ hash, name: `photo.${type}`, mediaType: MEDIA_TYPES[type] });

/** Whether whoever reads the story may see its photo: others only as long as everyone on it agrees. */
export const maySee = ({ story, reading, photoPart }: Pick<StoryView, 'story' | 'reading' | 'photoPart'>): boolean =>
  story.photo !== null && (reading === 'own' || reading === 'organiser' || photoPart !== undefined || isPhotoShown(story));

/** The photo of a story for somebody who may see it, read outside a transaction. Throws a `MudhifError` where there is none for them. */
export async function photoFor(
  context: Context,
  actor: Actor,
  id: StoryId,
): Promise<{ readonly view: StoryView; readonly file: Attachment }> {
  const view = await viewStory(context, actor, id);
  if (!maySee(view)) throw noPhoto();
  const file = await photoIn(context, view, actor.language);
  if (!file) throw noPhoto();
  return { view, file };
}

/** The photo of a story as it goes with a message; undefined where there is none. Throws an `InputError` if its bytes are missing. */
export async function photoIn(
  context: Context,
  view: Pick<StoryView, 'story' | 'names'>,
  language: Language,
): Promise<Attachment | undefined> {
  const { photo } = view.story;
  if (!photo) return undefined;
  const { width, height } = photo;
  try {
    const alt = publishedIn(view, language)?.photo?.alt ?? photo.alt;
    return { ...(await attachmentToSend(context, fileOf(photo))), picture: { alt, width, height } };
  } catch (error) {
    if (!(error instanceof BlobMissingError)) throw error;
    context.logger.error({ photo: photo.id }, 'the bytes of a photo are missing');
    throw new InputError('bytes are missing', phrase('stories-photo.error.none'), { cause: error });
  }
}
