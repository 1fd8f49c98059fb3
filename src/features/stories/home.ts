import { type Actor, isAllowed } from '../../core/access.js';
import type { Card } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Context, HomeSection } from '../../feature-api/index.js';
import { askCard, occasionCard } from './cards/told.js';
import { namesIn } from './find.js';
import { featureOf, openOccasions } from './occasions.js';
import { publishedIn } from './published.js';
import { storiesStore } from './store/index.js';
import type { StoryId } from './types.js';

/** How many questions are shown at once. */
const ASKED_MAX = 2;

async function askCards(
  context: Context,
  { id, language }: Pick<Actor, 'id' | 'language'>,
  ids: readonly StoryId[],
): Promise<readonly Card[]> {
  if (ids.length === 0) return [];
  const stories = await storiesStore(context.tx).wholes(ids);
  const names = await namesIn(context, stories);
  return stories.flatMap((story) => {
    const published = publishedIn({ story, names }, language, id);
    return published ? [askCard(published, names.get(story.member), language)] : [];
  });
}

/** Whether stories may name the member, and one thing of which they may want to tell. */
export const storiesHome: HomeSection = {
  async cards(context, member) {
    if (!isAllowed(member, 'member')) return [];
    const asked = (await storiesStore(context.tx).askOf(member.id)).slice(0, ASKED_MAX);
    const occasions = (await openOccasions(context, member.id)).slice(0, 1);
    return [...(await askCards(context, member, asked)), ...occasions.map((one) => occasionCard(one, member.language))];
  },
};

/** The same below the member's next answer, once. */
export async function storyOffers(context: Context, { actor, language }: Request, what: string): Promise<readonly Card[]> {
  if (!isAllowed(actor, 'member')) return [];
  const store = storiesStore(context.tx);
  const asked = (await store.askOf(actor.id, 'unseen')).slice(0, ASKED_MAX);
  if (asked.length > 0) await store.noteShown(asked, actor.id, context.now);
  const feature = featureOf(context, what);
  const occasion = feature === undefined ? undefined : (await openOccasions(context, actor.id, feature)).find(({ shown }) => !shown);
  if (occasion) await store.noteOccasion(actor.id, occasion.key, 'shown');
  return [...(await askCards(context, { id: actor.id, language }, asked)), ...(occasion ? [occasionCard(occasion, language)] : [])];
}
