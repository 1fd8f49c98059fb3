import { z } from 'zod';
import { composedGone, defineNotification, idSchema, type Notice, type Notification, withinDays } from '../../feature-api/index.js';
import { postCard, type Told, toldCard, waitingCard } from './cards/told.js';
import { namesIn } from './find.js';
import { STORY_PAGE } from './names.js';
import { publishedIn } from './published.js';
import { postLanguages } from './rules/story.js';
import { storiesStore } from './store/index.js';
import type { StoryId, StoryState } from './types.js';

const args = z.object({ story: idSchema<StoryId>() });
const usual = { urgency: 'normal', lateness: withinDays(14), onUnknownOutcome: 'resend' } as const;

const isTold = (state: StoryState): state is Told => state === 'back' || state === 'published' || state === 'declined';

const posted = defineNotification({
  ...usual,
  kind: 'stories.posted',
  notice: 'posted',
  onUnknownOutcome: 'hold',
  args,
  async compose(context, { story: id }, { audience: { languages } }) {
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
});

const told = defineNotification({
  ...usual,
  kind: 'stories.told',
  notice: 'stories.own',
  args,
  async compose(context, { story: id }, { audience: { languages } }) {
    const story = await storiesStore(context.tx).whole(id);
    if (!story) return composedGone;
    const { state } = story;
    return isTold(state) ? { message: { cards: [toldCard(story, state, languages[0])] } } : { drop: 'changed' };
  },
});

const waiting = defineNotification({
  ...usual,
  kind: 'stories.waiting',
  notice: 'posted',
  lateness: withinDays(3),
  args: z.object({}),
  async compose(context, _args, { audience: { languages } }) {
    const { total } = await storiesStore(context.tx).ids({ state: 'pending', limit: 1 });
    if (total === 0) return { drop: 'decided' };
    return { message: { cards: languages.map((language) => waitingCard(total, language)) } };
  },
});

export const storiesMessages: readonly Notification[] = [posted, told, waiting];

/** What people are told of their stories. */
export const storiesNotices: readonly Notice[] = [
  { name: 'stories.own', label: 'stories.notice.own', choices: ['here', 'off'], default: 'here' },
];
