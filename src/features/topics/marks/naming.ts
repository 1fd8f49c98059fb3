import type { MemberId } from '../../../core/ids.js';
import { mapLookup } from '../../../core/lookup.js';
import type { Context, HomeSection, Offer } from '../../../feature-api/index.js';
import { answerSharing } from '../discussion/consent.js';
import { topicsStore } from '../store/index.js';
import { type Marked, namingCard } from './cards/naming.js';
import type { NAMING } from './controls.js';

const markedOf = (context: Context, member: MemberId) =>
  mapLookup(topicsStore(context.tx).markedWithoutAnswer(member), (marked) => async (): Promise<Marked | undefined> => {
    const topic = marked && (await topicsStore(context.tx).topic(marked.topic));
    if (!marked || !topic) return undefined;
    return { topic, mark: marked.mark, isAsked: marked.askedAt !== null && marked.askedAt >= marked.markedAt };
  });

/** Asks below the author's next private answer, once for what was marked; after that only their home page asks. */
export const offerNaming: Offer = (context, { actor, language }) =>
  mapLookup(markedOf(context, actor.id), (find) => async () => {
    const marked = await find();
    if (!marked || marked.isAsked) return [];
    await topicsStore(context.tx).noteConsentAsked(actor.id, context.now);
    return [namingCard(marked, language)];
  });

export const marksHome: HomeSection = {
  async cards(context: Context, { id, language }) {
    const marked = await (await context.tx.find(markedOf(context, id)))();
    return marked ? [namingCard(marked, language)] : [];
  },
};

const CHOICES = { 'by-name': 'name', 'by-organisation': 'organisation', no: 'no' } as const;

/** What the author answered; a no is final. */
export async function answerNaming(context: Context, member: MemberId, answer: (typeof NAMING)[number]): Promise<void> {
  await answerSharing(context, { id: member }, CHOICES[answer]);
}
