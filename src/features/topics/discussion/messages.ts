import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { type Context, defineNotification, lasting, type Notification } from '../../../feature-api/index.js';
import { composedGone, wheneverPossible } from '../../../feature-api/lateness.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { PLATFORMS } from '../../../ports/chat.js';
import { findMember, findMembers, findOrganisations } from '../../members/public.js';
import { copyKey, renewedCopyKey } from '../keys.js';
import { languageOf, mayShare } from '../rules/sharing.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Contribution, ContributionId, Topic, TopicId } from '../types.js';
import { type CopyView, copyCard } from './cards/copy.js';
import { threadLostCard } from './cards/notices.js';
import { openingMessage } from './cards/opening.js';
import { COPY } from './copies.js';
import { filesSent, filesToSend } from './files.js';
import { LOST } from './lost.js';
import { OPENING } from './open.js';
import { ofOpening, standingResources } from './resources.js';

const opening = defineNotification(
  // Also for a topic that has closed meanwhile, whose thread follows as it went on elsewhere.
  { kind: OPENING, notice: 'posted', lateness: wheneverPossible, onUnknownOutcome: 'hold', patient: true, args: ofOpening },
  async (context, { topic: id, resources = [] }, { audience: { languages } }) => {
    const topic = await topicsStore(context.tx).topic(id);
    if (topic?.state !== 'open' && topic?.state !== 'closed') return composedGone;
    const { mirroring } = topicsSection.of(await context.community.settings());
    const people = { proposers: await proposersOf(context, topic), facilitator: await facilitatorOf(context, topic) };
    const view = { topic, ...people, resources: await standingResources(context, resources), mirroring };
    return { message: openingMessage(view, languages) };
  },
);

const copy = defineNotification(
  {
    kind: COPY,
    notice: 'posted',
    lateness: wheneverPossible,
    // A copy that nobody can find again could not be removed either.
    onUnknownOutcome: 'hold',
    // Copies wait out an outage, so that a thread has all of them or none afterwards.
    patient: true,
    args: z.object({ contribution: idSchema<ContributionId>(), platform: z.enum(PLATFORMS), renewed: z.int().optional() }),
  },
  async (context, { contribution: id, platform, renewed }) => {
    const store = topicsStore(context.tx);
    const contribution = await store.contribution(id);
    const view = contribution && (await copyOf(context, contribution));
    if (!view) return { drop: 'not-shared' };
    const key = renewed === undefined ? copyKey(id, platform) : renewedCopyKey(id, platform, renewed);
    const delivery = await context.deliveries.find(key);
    const ofContribution = await store.filesOf(id);
    const since = renewed === undefined ? contribution.writtenAt : toInstant(renewed);
    const { named, files } =
      delivery?.message != null ? filesSent(ofContribution.named, delivery.sentAt, since) : await filesToSend(context, ofContribution);
    return {
      message: {
        cards: [copyCard({ ...view, files: named, maxMb: context.files.maxMb })],
        ...(files.length > 0 && { files }),
      },
    };
  },
);

const threadLost = defineNotification(
  {
    kind: 'topics.discussion.thread-lost',
    notice: 'topics.organisers',
    ...lasting,
    args: z.object({ topic: idSchema<TopicId>(), platform: z.enum(PLATFORMS), what: z.enum(LOST) }),
  },
  async (context, { topic: id, platform, what }) => {
    const topic = await topicsStore(context.tx).topic(id);
    if (topic?.state !== 'open') return composedGone;
    return (language) => threadLostCard(topic, platform, what, language);
  },
);

export const discussionMessages: readonly Notification[] = [opening, copy, threadLost];

/** What others may read of a contribution, under the name that its author chose; undefined if nothing. */
async function copyOf(context: Context, contribution: Contribution): Promise<Omit<CopyView, 'files' | 'maxMb'> | undefined> {
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
