import { z } from 'zod';
import { type Context, defineNotification, type Notification } from '../../../feature-api/index.js';
import { composedGone, wheneverPossible, withinDays } from '../../../feature-api/lateness.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { PLATFORMS } from '../../../ports/chat.js';
import { findMember, findMembers, findOrganisations } from '../../members/public.js';
import { copyKey, renewedCopyKey } from '../keys.js';
import { ofTopic } from '../message-args.js';
import { languageOf, mayShare } from '../rules/sharing.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Contribution, ContributionId, Topic, TopicId } from '../types.js';
import { type CopyView, copyCard } from './cards/copy.js';
import { threadLostCard } from './cards/notices.js';
import { openingMessage } from './cards/opening.js';
import { COPY } from './copies.js';
import { streamsOf } from './files.js';
import { LOST } from './lost.js';
import { OPENING } from './open.js';

const opening = defineNotification({
  kind: OPENING,
  notice: 'posted',
  lateness: wheneverPossible,
  onUnknownOutcome: 'hold',
  args: ofTopic,
  async compose(context, { topic: id }, { audience: { languages } }) {
    const topic = await topicsStore(context.tx).topic(id);
    if (topic?.state !== 'open' && topic?.state !== 'closed') return composedGone;
    const { mirroring } = topicsSection.of(await context.community.settings());
    const view = { topic, proposers: await proposersOf(context, topic), facilitator: await facilitatorOf(context, topic), mirroring };
    return { message: openingMessage(view, languages) };
  },
});

const copy = defineNotification({
  kind: COPY,
  notice: 'posted',
  lateness: wheneverPossible,
  // A copy that nobody can find again could not be removed either.
  onUnknownOutcome: 'hold',
  args: z.object({ contribution: idSchema<ContributionId>(), platform: z.enum(PLATFORMS), renewed: z.int().optional() }),
  async compose(context, { contribution: id, platform, renewed }) {
    const store = topicsStore(context.tx);
    const contribution = await store.contribution(id);
    const view = contribution && (await copyOf(context, contribution));
    if (!view) return { drop: 'not-shared' };
    const key = renewed === undefined ? copyKey(id, platform) : renewedCopyKey(id, platform, renewed);
    const isEdit = (await context.deliveries.find(key))?.message != null;
    const { named, attached } = await store.filesOf(id);
    // An edit leaves the files of a message as they are.
    const files = isEdit ? [] : [...attached, ...(await streamsOf(context, named))];
    return {
      message: {
        cards: [copyCard({ ...view, files: named })],
        ...(files.length > 0 && { files }),
      },
    };
  },
});

const threadLost = defineNotification({
  kind: 'topics.discussion.thread-lost',
  notice: 'topics.organisers',
  urgency: 'normal',
  lateness: withinDays(14),
  onUnknownOutcome: 'resend',
  args: z.object({ topic: idSchema<TopicId>(), platform: z.enum(PLATFORMS), what: z.enum(LOST) }),
  async compose(context, { topic: id, platform, what }, { audience: { languages } }) {
    const topic = await topicsStore(context.tx).topic(id);
    if (topic?.state !== 'open') return composedGone;
    return { message: { cards: languages.map((language) => threadLostCard(topic, platform, what, language)) } };
  },
});

export const discussionMessages: readonly Notification[] = [opening, copy, threadLost];

/** What others may read of a contribution, under the name that its author chose; undefined if nothing. */
async function copyOf(context: Context, contribution: Contribution): Promise<Omit<CopyView, 'files'> | undefined> {
  const { member: id, words, shared, deletedAt, hiddenAt, language } = contribution;
  if (!shared || words === null || id === null || deletedAt !== null || hiddenAt !== null) return undefined;
  const consent = await topicsStore(context.tx).consentOf(id);
  const member = await findMember(context, id);
  if (!member || !mayShare(consent)) return undefined;
  const isNamed = consent?.credit === 'name';
  // Who hides their organisation shows it only by choosing to be named by it.
  const shown = isNamed && member.visibility.organisation !== 'everyone' ? null : contribution.organisation;
  const [organisation] = shown === null ? [] : await findOrganisations(context, [shown]);
  return { name: isNamed ? member.name : undefined, organisation: organisation?.name, language: languageOf(words, language), words };
}

async function proposersOf(context: Context, { proposal }: Topic): Promise<readonly string[]> {
  if (proposal === null) return [];
  const members = await topicsStore(context.tx).namedProposers(proposal);
  return members.length === 0 ? [] : (await findMembers(context, [...new Set(members)])).map(({ name }) => name);
}

async function facilitatorOf(context: Context, { facilitator }: Topic): Promise<string | undefined> {
  const member = facilitator === null ? undefined : await findMember(context, facilitator);
  return member?.status === 'left' ? undefined : member?.name;
}
