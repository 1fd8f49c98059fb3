import type { Context } from '../../../feature-api/index.js';
import type { DeliveryPlan } from '../../../ports/agenda.js';
import { PLATFORMS, type Platform } from '../../../ports/chat.js';
import { findMember } from '../../members/public.js';
import { copyKey, inThread, renewedCopyKey } from '../keys.js';
import { refreshTime } from '../rules/sharing.js';
import { topicsStore } from '../store/index.js';
import type { Contribution, ContributionId, Topic } from '../types.js';
import { releaseFiles } from './files.js';

export const COPY = 'topics.discussion.copy';
/** The job that changes or removes the copies of many contributions. */
export const SHARED_COPIES = 'topics.discussion.copies';

/** Plans a copy of a contribution on each platform besides its own; a thread has them in the order in which they were heard. */
export async function planCopies(context: Context, topic: Topic, id: ContributionId, from: Platform): Promise<void> {
  await context.deliveries.plan(
    otherPlatforms(context, from).map((platform) => ({
      key: copyKey(id, platform),
      kind: COPY,
      args: { contribution: id, platform },
      to: inThread(topic, platform),
      dueAt: context.now,
    })),
  );
}

/** The copies are sent anew, since the files of a message stay as they are when it is edited; those that stand there disappear. */
export async function renewCopies(context: Context, topic: Topic, { id, message }: Pick<Contribution, 'id' | 'message'>): Promise<void> {
  const { now, deliveries } = context;
  for (const platform of otherPlatforms(context, message.conversation.platform)) {
    const key = copyKey(id, platform);
    const first = await deliveries.find(key);
    const standing = [...(first ? [first] : []), ...(await deliveries.copies(key))].flatMap((copy) => copy.message ?? []);
    // Copies that were not sent yet need no change, because they are composed when they are sent.
    if (standing.length === 0) continue;
    for (const copy of standing) await deliveries.removeMessage(copy, now);
    await deliveries.plan({
      key: renewedCopyKey(id, platform, now),
      kind: COPY,
      args: { contribution: id, platform, renewed: now },
      to: inThread(topic, platform),
      dueAt: now,
    });
  }
}

/** The copies show what the contribution says now. */
export async function refreshCopies(context: Context, id: ContributionId): Promise<void> {
  await context.deliveries.refresh(
    PLATFORMS.map((platform) => copyKey(id, platform)),
    refreshTime(context.now),
  );
}

/**
 * The copies name the author as the author wants now. A copy whose words are erased can't be written anew: it may show a name and an
 * organisation, and disappears where one of them is not to be shown.
 */
export async function showAnew(context: Context, id: ContributionId): Promise<void> {
  const contribution = await topicsStore(context.tx).contribution(id);
  const mayStand = contribution?.words !== null || (await mayShowAll(context, contribution));
  await (mayStand ? refreshCopies(context, id) : removeCopies(context, id));
}

async function mayShowAll(context: Context, { member: author, organisation }: Contribution): Promise<boolean> {
  if (author === null) return true;
  if ((await topicsStore(context.tx).consentOf(author))?.credit !== 'name') return false;
  return organisation === null || (await findMember(context, author))?.visibility.organisation === 'everyone';
}

/** The copies disappear wherever the bot can reach; what was not sent yet is not sent. */
export async function removeCopies(context: Context, id: ContributionId): Promise<void> {
  for (const platform of PLATFORMS) await context.deliveries.remove(copyKey(id, platform), context.now);
}

/** A contribution is shared no more: its words are erased, and its copies removed. */
export async function unshare(context: Context, id: ContributionId): Promise<void> {
  await releaseFiles(context, [id]);
  await topicsStore(context.tx).forgetWords([id]);
  await removeCopies(context, id);
}

/** Plans that the copies of many contributions are changed or removed: one click costs as much as for a few. */
export async function planForCopies(context: Context, contributions: readonly ContributionId[], what: 'refresh' | 'remove'): Promise<void> {
  const [first] = contributions;
  if (first === undefined) return;
  await context.agenda.plan({
    key: `topics:copies:${what}:${first}:${context.now}`,
    kind: SHARED_COPIES,
    payload: { contributions, what },
    dueAt: context.now,
  });
}

/**
 * Plans that the copies that stood in a deleted thread follow once more, each in its former place, after the thread is opened anew. Those
 * that were not sent yet follow by themselves. What was written while the bot ran without the platform is copied for the first time.
 */
export async function sendCopiesAnew(context: Context, topic: Topic, platform: Platform): Promise<void> {
  const { deliveries, now } = context;
  const anew: DeliveryPlan[] = [];
  for (const { id, message, words, writtenAt, deletedAt, hiddenAt } of await topicsStore(context.tx).contributionsOf(topic.id)) {
    if (message.conversation.platform === platform || words === null || deletedAt !== null || hiddenAt !== null) continue;
    const key = copyKey(id, platform);
    const first = await deliveries.find(key);
    if (!first) {
      anew.push({ key, kind: COPY, args: { contribution: id, platform }, to: inThread(topic, platform), dueAt: now, placedAt: writtenAt });
      continue;
    }
    const sent = [first, ...(await deliveries.copies(key))];
    // A sent one without a message stood in the deleted thread.
    if (sent.some(({ state, message: standing }) => state !== 'dropped' && (state !== 'sent' || standing !== null))) continue;
    if (!sent.some(({ state }) => state === 'sent')) continue;
    anew.push({
      key: renewedCopyKey(id, platform, now),
      kind: COPY,
      args: { contribution: id, platform, renewed: now },
      to: inThread(topic, platform),
      dueAt: now,
      placedAt: first.dueAt,
    });
  }
  await deliveries.plan(anew);
}

/** Platforms that are connected, or that people chose a channel on and that are to be connected again. */
function otherPlatforms({ platforms }: Context, from: Platform): readonly Platform[] {
  const choosable = platforms.withChannels();
  return PLATFORMS.filter((platform) => platform !== from && (choosable.includes(platform) || platforms.space(platform) !== undefined));
}
