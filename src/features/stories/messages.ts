import { z } from 'zod';
import { composedGone, defineNotification, lasting, type Notice, type Notification, withinDays } from '../../feature-api/index.js';
import { postCard, type Told, toldCard, waitingCard } from './cards/told.js';
import { namesIn } from './find.js';
import { ofStory } from './message-args.js';
import { STORY_PAGE } from './names.js';
import { publishedIn } from './published.js';
import { postLanguages } from './rules/story.js';
import { storiesStore } from './store/index.js';
import type { StoryState } from './types.js';

const isTold = (state: StoryState): state is Told => state === 'back' || state === 'published' || state === 'declined';

const posted = defineNotification(
  { ...lasting, kind: 'stories.posted', notice: 'posted', onUnknownOutcome: 'hold', args: ofStory },
  async (context, { story: id }, { audience: { languages } }) => {
    const story = await storiesStore(context.tx).whole(id);
    if (story?.state !== 'published') return composedGone;
    const names = await namesIn(context, [story]);
    const address = story.onPage ? context.addressOf(STORY_PAGE, String(id)) : undefined;
    const told = postLanguages(
      languages,
      story.texts.map(({ language }) => language),
    );
    const cards = told.flatMap((language) => {
      const published = publishedIn({ story, names }, language);
      return published ? [postCard(published, language, address)] : [];
    });
    return cards.length === 0 ? composedGone : { message: { cards } };
  },
);

const told = defineNotification(
  { ...lasting, kind: 'stories.told', notice: 'stories.own', args: ofStory },
  async (context, { story: id }) => {
    const story = await storiesStore(context.tx).whole(id);
    if (!story) return composedGone;
    const { state } = story;
    return isTold(state) ? (language) => toldCard(story, state, language) : { drop: 'changed' };
  },
);

const waiting = defineNotification(
  { ...lasting, kind: 'stories.waiting', notice: 'stories.organisers', lateness: withinDays(3), args: z.object({}) },
  async (context, _args) => {
    const { total } = await storiesStore(context.tx).ids({ state: 'pending', limit: 1 });
    if (total === 0) return { drop: 'decided' };
    return (language) => waitingCard(total, language);
  },
);

export const storiesMessages: readonly Notification[] = [posted, told, waiting];

/** What people are told of their stories. */
export const storiesNotices: readonly Notice[] = [
  { name: 'stories.own', label: 'stories.notice.own', choices: ['here', 'off'], default: 'here' },
  { name: 'stories.organisers', label: 'stories.notice.organisers', access: 'organiser', keeps: 'role' },
];
