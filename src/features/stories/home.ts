import { type Actor, isAllowed } from '../../core/access.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import { answersAtOnce, type Context, type HomeSection } from '../../feature-api/index.js';
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

/**
 * The same below the member's next answer, once. One thing at a time, so that an answer costs one statement more: an invitation to tell
 * below what knows an occasion for it, and a question about a name below everything else.
 */
export async function storyOffers(context: Context, { actor, language }: Request, what: string): Promise<readonly Card[]> {
  if (!isAllowed(actor, 'member') || !answersAtOnce(context, what)) return [];
  const feature = featureOf(context, what);
  return feature === undefined ? offerNames(context, actor, language) : offerOccasion(context, actor, language, feature);
}

async function offerNames(context: Context, { id }: Actor, language: Language): Promise<readonly Card[]> {
  const store = storiesStore(context.tx);
  const asked = (await store.askOf(id, 'unseen')).slice(0, ASKED_MAX);
  if (asked.length > 0) await store.noteShown(asked, id, context.now);
  return askCards(context, { id, language }, asked);
}

async function offerOccasion(context: Context, { id }: Actor, language: Language, feature: string): Promise<readonly Card[]> {
  const occasion = (await openOccasions(context, id, feature)).find(({ shown }) => !shown);
  if (!occasion) return [];
  await storiesStore(context.tx).noteOccasion(id, occasion.key, 'shown');
  return [occasionCard(occasion, language)];
}
