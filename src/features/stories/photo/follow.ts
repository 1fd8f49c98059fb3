import { type Context, releaseBlobs, tellChannel } from '../../../feature-api/index.js';
import { storiesChannel } from '../channel.js';
import { photoKey, photoUse } from '../keys.js';
import { isPhotoShown } from '../rules/photo.js';
import { storiesStore } from '../store/index.js';
import type { Photo, WholeStory } from '../types.js';

type WithPhoto = Pick<WholeStory, 'id' | 'state' | 'photo'>;

/**
 * The photo's post stands exactly as long as the photo may be shown: it is posted, or deleted.
 *
 * @returns The photo as it is then.
 */
export async function followPhoto(context: Context, story: WithPhoto): Promise<Photo | null> {
  const { photo } = story;
  if (!photo || isPhotoShown(story) === photo.posted) return photo;
  const { id } = photo;
  const noted = photo.posted ? { posted: false, posts: photo.posts } : { posted: true, posts: photo.posts + 1 };
  await storiesStore(context.tx).notePosted(id, noted);
  if (photo.posted) await context.deliveries.remove(photoKey(photo), context.now);
  else {
    await tellChannel(context, storiesChannel.name, {
      key: photoKey({ id, posts: noted.posts }),
      kind: 'stories.photo.posted',
      args: { story: story.id },
    });
  }
  return { ...photo, ...noted };
}

/** Deletes a story's photo: its post, its bytes, and what is noted of it. */
export async function dropPhoto(context: Context, { id, photo }: Pick<WholeStory, 'id' | 'photo'>): Promise<void> {
  if (!photo) return;
  if (photo.posted) await context.deliveries.remove(photoKey(photo), context.now);
  await storiesStore(context.tx).removePhoto(id, photo);
  await releaseBlobs(context, [photoUse(photo.id)]);
}

/** Posts a photo again when its text has changed, because platforms keep the files of a message that is edited. */
export async function repostPhoto(context: Context, story: WithPhoto): Promise<void> {
  const { photo } = story;
  if (!photo?.posted) return;
  await context.deliveries.remove(photoKey(photo), context.now);
  await followPhoto(context, { ...story, photo: { ...photo, posted: false } });
}
