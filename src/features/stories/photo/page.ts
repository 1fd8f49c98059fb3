import { attachmentToSend, type Page } from '../../../feature-api/index.js';
import { BlobMissingError } from '../../../ports/blobs.js';
import { storyId } from '../ids.js';
import { PHOTO_PAGE } from '../names.js';
import { isPhotoShown } from '../rules/photo.js';
import { storiesStore } from '../store/index.js';
import { fileOf } from './see.js';

/** The photo of a story that everyone may read. It is gone from here at once when somebody takes back that they agreed. */
export const photoPage: Page = {
  path: PHOTO_PAGE,
  async serve(context, { rest }) {
    const story = /^[1-9]\d{0,8}$/.test(rest) ? await storiesStore(context.tx).whole(storyId.decode(rest)) : undefined;
    if (!story?.photo || !story.onPage || !isPhotoShown(story)) return undefined;
    try {
      return { type: 'file', inline: true, ...(await attachmentToSend(context, fileOf(story.photo))) };
    } catch (error) {
      if (error instanceof BlobMissingError) return undefined;
      throw error;
    }
  },
};
