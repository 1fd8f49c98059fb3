import { z } from 'zod';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { type Context, defineNotification, lasting, type Notification } from '../../../feature-api/index.js';
import { composedGone, wheneverPossible, withinDays } from '../../../feature-api/lateness.js';
import { findMember } from '../../members/public.js';
import { aMember, changed, ofTopic } from '../message-args.js';
import { topicsStore } from '../store/index.js';
import { FACILITATION_ROLES, type Topic } from '../types.js';
import { askCard } from './cards/ask.js';
import { goneCard, missingCard, movedCard, nudgeCard, offCard, pairCard } from './cards/notices.js';
import { ownPromptCard, promptCard } from './cards/prompt.js';
import { PROMPTS } from './prompt.js';
import { suggestionsFor } from './suggest.js';
import { isMissing } from './warn.js';

/** The moment of a nudge, as it stands in the topic. */
const ofNudge = ofTopic.extend({ member: aMember.nullable(), at: z.int() });

const ask = defineNotification(
  {
    kind: 'topics.facilitators.ask',
    notice: 'topics.facilitating',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: ofTopic.extend({ role: z.enum(FACILITATION_ROLES), member: aMember }),
  },
  async (context, { topic: id, role, member }, { audience }) => {
    const store = topicsStore(context.tx);
    const [found, asked] = [await store.topic(id), await store.facilitation(id, member, role)];
    if (!found || asked?.state !== 'asked' || found[role] !== null) return { drop: 'answered' };
    const facilitator = found.facilitator === null ? undefined : await findMember(context, found.facilitator);
    if (role === 'shadow' && !facilitator) return changed;
    const about = { topic: found, role, facilitator: facilitator?.name ?? '', zone: await zoneOf(context, audience) };
    return (language) => askCard(about, language);
  },
);

/** News about a topic for those who read it in their own language. `isTrue`: it still holds when it is delivered. */
function news(
  kind: string,
  notice: 'topics.organisers' | 'topics.facilitating',
  isTrue: (topic: Topic) => boolean,
  cardOf: (topic: Topic, zone: string, language: Language) => Card,
): Notification {
  return defineNotification({ kind, notice, ...lasting, args: ofTopic }, async (context, { topic: id }, { audience }) => {
    const found = await topicsStore(context.tx).topic(id);
    if (!found) return composedGone;
    if (!isTrue(found)) return changed;
    const zone = await zoneOf(context, audience);
    return (language) => cardOf(found, zone, language);
  });
}

const nudge = defineNotification(
  { kind: 'topics.facilitators.nudge', notice: 'topics.nudge', lateness: withinDays(2), onUnknownOutcome: 'hold', args: ofNudge },
  async (context, { topic: id, member, at }, { audience }) => {
    const found = await topicsStore(context.tx).topic(id);
    if (found?.state !== 'open' || found.facilitator !== member) return changed;
    if (found.lastWrittenAt !== null && found.lastWrittenAt > at) return changed;
    const suggestions = await suggestionsFor(context, found, member);
    const about = { topic: found, suggestions, zone: await zoneOf(context, audience), isFacilitator: member !== null };
    return (language) => nudgeCard(about, language);
  },
);

const pair = defineNotification(
  {
    kind: 'topics.facilitators.pair',
    notice: 'topics.facilitating',
    ...lasting,
    args: ofTopic.extend({ member: aMember }),
  },
  async (context, { topic: id, member }) => {
    const found = await topicsStore(context.tx).topic(id);
    if (!found || found.facilitator === null || found.shadow === null) return changed;
    if (found.facilitator !== member && found.shadow !== member) return changed;
    const isFacilitator = found.facilitator === member;
    const other = await findMember(context, isFacilitator ? found.shadow : found.facilitator);
    if (!other) return changed;
    return (language) => pairCard(found, isFacilitator ? 'facilitator' : 'shadow', other.name, language);
  },
);

const prompt = defineNotification(
  {
    kind: 'topics.facilitators.prompt',
    notice: 'posted',
    lateness: wheneverPossible,
    onUnknownOutcome: 'hold',
    patient: true,
    args: ofTopic.extend({ prompt: z.enum([...PROMPTS, 'own']), by: aMember }),
  },
  async (context, { topic: id, prompt: which, by }, { audience, words }) => {
    const found = await topicsStore(context.tx).topic(id);
    // Answers to it are copied after it, also once the topic is closed.
    if (found?.state !== 'open' && found?.state !== 'closed') return changed;
    if (which !== 'own') return { message: { cards: audience.languages.map((language) => promptCard(which, language)) } };
    const author = await findMember(context, by);
    if (!author || words === undefined) return composedGone;
    return { message: { cards: [ownPromptCard(author.name, words, found.language)] } };
  },
);

/** The reader's time zone; in a channel the community's. */
async function zoneOf(context: Context, { members }: { readonly members: readonly { readonly timezone: string }[] }): Promise<string> {
  return members[0]?.timezone ?? (await context.community.settings()).timezone;
}

/** Every message about facilitators. */
export const facilitatorMessages: readonly Notification[] = [
  ask,
  news('topics.facilitators.missing', 'topics.organisers', isMissing, missingCard),
  news('topics.facilitators.gone', 'topics.organisers', isMissing, goneCard),
  nudge,
  pair,
  prompt,
  news(
    'topics.facilitators.off',
    'topics.facilitating',
    ({ state }) => state === 'skipped',
    (found, _zone, language) => offCard(found, language),
  ),
  news('topics.facilitators.moved', 'topics.facilitating', ({ state }) => state === 'planned', movedCard),
];
