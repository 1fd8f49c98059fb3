import { type Actor, isAllowed } from '../../core/access.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { both, type Lookup, mapLookup } from '../../core/lookup.js';
import type { Card } from '../../core/message.js';
import type { Asker } from '../../core/request.js';
import type { Context, HomeSection, Offer } from '../../feature-api/index.js';
import { askCard, occasionCard } from './cards/told.js';
import { namesIn } from './find.js';
import { featureOf, openOccasions } from './occasions.js';
import { askToShowCard } from './photo/ask.js';
import { publishedIn } from './published.js';
import { storiesStore } from './store/index.js';
import type { StoryId } from './types.js';

/** How many questions are shown at once. */
const ASKED_MAX = 2;

async function askCards(
  context: Context,
  { id, language }: Pick<Actor, 'id' | 'language'>,
  { name, show }: Asked,
): Promise<readonly Card[]> {
  if (name.length + show.length === 0) return [];
  const stories = await storiesStore(context.tx).wholes([...new Set([...name, ...show])]);
  const names = await namesIn(context, stories);
  const cards = (ids: readonly StoryId[], card: typeof askCard) =>
    stories
      .filter((story) => ids.includes(story.id))
      .flatMap((story) => {
        const published = publishedIn({ story, names }, language, id);
        return published ? [card(published, names.get(story.member), language)] : [];
      });
  return [...cards(name, askCard), ...cards(show, askToShowCard)];
}

/** Stories that ask to name or to show somebody. */
interface Asked {
  readonly name: readonly StoryId[];
  readonly show: readonly StoryId[];
}

/** How many questions one answer shows at most. */
function someOf({ name, show }: Asked): Asked {
  const names = name.slice(0, ASKED_MAX);
  return { name: names, show: show.slice(0, ASKED_MAX - names.length) };
}

/** @param unseen Whether only those count that the member has not been shown yet. */
function askedOf(context: Context, member: MemberId, only?: 'unseen'): Lookup<Asked> {
  const store = storiesStore(context.tx);
  return mapLookup(both(store.askOf(member, only), store.askToShow(member, only)), ([name, show]) => someOf({ name, show }));
}

/** What stories still ask a member who has just answered one of them: the answer may have replaced the others. */
export async function openQuestions(context: Context, { actor, language }: Asker): Promise<readonly Card[]> {
  return askCards(context, { id: actor.id, language }, await context.tx.find(askedOf(context, actor.id)));
}

/** Whether stories may name or show the member, and one thing of which they may want to tell. */
export const storiesHome: HomeSection = {
  async cards(context, member) {
    if (!isAllowed(member, 'member')) return [];
    const [asked, occasions] = await context.tx.find(both(askedOf(context, member.id), openOccasions(context, member.id)));
    const invitations = occasions.slice(0, 1).map((one) => occasionCard(one, member.language));
    return [...(await askCards(context, member, asked)), ...invitations];
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
  return mapLookup(askedOf(context, id, 'unseen'), (asked) => async () => {
    if (asked.name.length > 0) await store.noteShown(asked.name, id, context.now);
    if (asked.show.length > 0) await store.noteShowingAsked(asked.show, id, context.now);
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
