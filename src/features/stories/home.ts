import { type Actor, isAllowed } from '../../core/access.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { both, mapLookup } from '../../core/lookup.js';
import type { Card } from '../../core/message.js';
import type { Context, HomeSection, Offer } from '../../feature-api/index.js';
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
    const [asked, occasions] = await context.tx.find(both(storiesStore(context.tx).askOf(member.id), openOccasions(context, member.id)));
    const invitations = occasions.slice(0, 1).map((one) => occasionCard(one, member.language));
    return [...(await askCards(context, member, asked.slice(0, ASKED_MAX))), ...invitations];
  },
};

/**
 * The same below the member's next answer, once. One thing at a time: an invitation to tell below what knows an occasion for it, and a
 * question about a name below everything else.
 */
export const offerStory: Offer = (context, { actor, language }, what) => {
  if (!isAllowed(actor, 'member')) return undefined;
  const feature = featureOf(context, what);
  return feature === undefined ? offerNames(context, actor.id, language) : offerOccasion(context, actor.id, language, feature);
};

function offerNames(context: Context, id: MemberId, language: Language): ReturnType<Offer> {
  const store = storiesStore(context.tx);
  return mapLookup(store.askOf(id, 'unseen'), (unseen) => async () => {
    const asked = unseen.slice(0, ASKED_MAX);
    if (asked.length > 0) await store.noteShown(asked, id, context.now);
    return askCards(context, { id, language }, asked);
  });
}

function offerOccasion(context: Context, id: MemberId, language: Language, feature: string): ReturnType<Offer> {
  return mapLookup(openOccasions(context, id, feature), (occasions) => async () => {
    const occasion = occasions.find(({ shown }) => !shown);
    if (!occasion) return [];
    await storiesStore(context.tx).noteOccasion(id, occasion.key, 'shown');
    return [occasionCard(occasion, language)];
  });
}
