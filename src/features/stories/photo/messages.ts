import { attachmentOf, composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { BlobMissingError } from '../../../ports/blobs.js';
import { namesIn } from '../find.js';
import { ofStory } from '../message-args.js';
import { publishedIn } from '../published.js';
import { isPhotoShown } from '../rules/photo.js';
import { postLanguages } from '../rules/story.js';
import { storiesStore } from '../store/index.js';
import { photoCard } from './cards.js';
import { fileOf } from './see.js';

/** The photo of a story in the channel: a message of its own, so that it can go while the words stay. */
const posted = defineNotification(
  { kind: 'stories.photo.posted', notice: 'posted', lateness: withinDays(14), onUnknownOutcome: 'hold', args: ofStory },
  async (context, { story: id }, { audience: { languages } }) => {
    const story = await storiesStore(context.tx).whole(id);
    if (!story?.photo || !isPhotoShown(story)) return composedGone;
    const view = { story, names: await namesIn(context, [story]) };
    const told = postLanguages(
      languages,
      story.texts.map(({ language }) => language),
    );
    const { width, height } = story.photo;
    const alt = publishedIn(view, languages[0])?.photo?.alt ?? '';
    try {
      const file = await attachmentOf(context, fileOf(story.photo));
      return {
        message: { cards: told.map((language) => photoCard(view, language)), files: [{ ...file, picture: { alt, width, height } }] },
      };
    } catch (error) {
      if (error instanceof BlobMissingError) return composedGone;
      throw error;
    }
  },
);

export const photoMessages: readonly Notification[] = [posted];
