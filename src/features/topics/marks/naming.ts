import type { MemberId } from '../../../core/ids.js';
import type { Card } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Context, HomeSection } from '../../../feature-api/index.js';
import { answerSharing } from '../discussion/consent.js';
import { topicsStore } from '../store/index.js';
import { type Marked, namingCard } from './cards/naming.js';
import type { NAMING } from './controls.js';

async function markedOf(context: Context, member: MemberId): Promise<Marked | undefined> {
  const store = topicsStore(context.tx);
  const marked = await store.markedWithoutAnswer(member);
  const topic = marked && (await store.topic(marked.topic));
  if (!marked || !topic) return undefined;
  return { topic, mark: marked.mark, isAsked: marked.askedAt !== null && marked.askedAt >= marked.markedAt };
}

/** Asks below the author's next private answer, once for what was marked; after that only their home page asks. */
export async function offerNaming(context: Context, { actor, language }: Request): Promise<readonly Card[]> {
  const marked = await markedOf(context, actor.id);
  if (!marked || marked.isAsked) return [];
  await topicsStore(context.tx).noteConsentAsked(actor.id, context.now);
  return [namingCard(marked, language)];
}

export const marksHome: HomeSection = {
  async cards(context: Context, { id, language }) {
    const marked = await markedOf(context, id);
    return marked ? [namingCard(marked, language)] : [];
  },
};

const CHOICES = { 'by-name': 'name', 'by-organisation': 'organisation', no: 'no' } as const;

/** What the author answered; a no is final. */
export async function answerNaming(context: Context, member: MemberId, answer: (typeof NAMING)[number]): Promise<void> {
  await answerSharing(context, { id: member }, CHOICES[answer]);
}
