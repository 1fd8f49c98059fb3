import { InputError } from '../../../core/errors.js';
import { after, DAY } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { PLATFORMS } from '../../../ports/chat.js';
import { planClosing } from '../closing/plan-closing.js';
import { inThread, openingKey, threadKey } from '../keys.js';
import { withNewestText } from '../plan/newest-text.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';
import { chooseResources, namedResources } from './resources.js';

export const OPEN = 'topics.discussion.open';
export const OPENED_EARLY = 'topics.discussion.opened-early';
export const MEND = 'topics.discussion.mend';
export const OPENING = 'topics.discussion.opening';

const openKey = (topic: TopicId): string => `topics:open:${topic}`;

/** Plans the opening of a topic whose plan is approved, or moves it to the topic's new hour. */
export async function planOpening(context: Context, { id, opensAt }: Topic): Promise<void> {
  await context.agenda.plan({ key: openKey(id), kind: OPEN, payload: { topic: id }, dueAt: opensAt, again: true });
}

/** The topic is not held: its opening is cancelled. */
export async function cancelOpening(context: Context, { id }: Topic): Promise<void> {
  await context.agenda.cancel([openKey(id)]);
}

/** Opens a planned topic now, with its opening post, and returns it. Undefined if it is not planned any more. */
export async function openTopic(context: Context, planned: Topic): Promise<Topic | undefined> {
  const settings = await context.community.settings();
  const { discussionDays } = topicsSection.of(settings);
  const { now } = context;
  const { id } = planned;
  const moments = { openedAt: now, closesAt: after(now, discussionDays * DAY) };
  if (!(await topicsStore(context.tx).openTopic(id, moments))) return undefined;
  // An organiser may open it before its plan is approved.
  const topic: Topic = { ...(await withNewestText(context, planned)), ...moments, state: 'open', version: planned.version + 1 };
  await context.deliveries.plan({
    key: openingKey(id),
    kind: OPENING,
    args: { topic: id, resources: await chooseResources(context, topic) },
    to: inThread(topic),
    dueAt: now,
  });
  await topicsStore(context.tx).followBySupporting(topic, now);
  await planClosing(context, topic, settings);
  context.logger.info({ topic: id }, 'topic opened');
  return topic;
}

/**
 * Opens a topic before its hour, for an organiser, and returns it if that was to be done. For one that is open its thread is opened anew
 * wherever somebody deleted it.
 * @throws {InputError} If it was closed or skipped.
 */
export async function openNow(context: Context, topic: Topic): Promise<Topic | undefined> {
  const { id } = topic;
  const opened = topic.state === 'planned' ? await openTopic(context, topic) : undefined;
  if (opened) {
    await cancelOpening(context, topic);
    const early = { key: `topics:opened-early:${id}`, kind: OPENED_EARLY, payload: { topic: id }, dueAt: context.now };
    if (topic.proposal !== null) await context.agenda.plan(early);
    return opened;
  }
  if (topic.state !== 'open') throw new InputError('not planned', phrase('topics-discussion.error.not-planned'));
  await context.agenda.plan({ key: `topics:mend:${id}`, kind: MEND, payload: { topic: id }, dueAt: context.now, again: true });
  return undefined;
}

/** Opens the threads of an open topic wherever they are closed, deleted, or were never opened. */
export async function mendThreads(context: Context, topic: Topic): Promise<void> {
  const { now, agenda, deliveries, platforms, conversations } = context;
  await deliveries.reopenThread({ key: `topics:mend:${topic.id}:${now}`, thread: inThread(topic), dueAt: now });
  const openings = await deliveries.copies(openingKey(topic.id));
  const resources = await namedResources(context, topic.id);
  for (const platform of PLATFORMS) {
    const isOpened = (await conversations.find(threadKey(topic.id), platform)) !== undefined;
    if (isOpened || platforms.space(platform) === undefined) continue;
    const unsent = openings.filter(
      ({ to, state }) => state !== 'sent' && state !== 'dropped' && 'platform' in to && to.platform === platform,
    );
    // What failed, because the bot had no access, is tried again: a second opening could not be told from it later.
    for (const { key } of unsent.filter(({ state }) => state === 'failed')) {
      const row = await agenda.find(`deliver:${key}`);
      if (row) await agenda.retry(row.id, now);
    }
    if (unsent.length > 0) continue;
    await deliveries.plan({
      // It begins as a copy of the opening post does, so that it is edited with it.
      key: `${openingKey(topic.id)}@${platform}-${now}`,
      kind: OPENING,
      args: { topic: topic.id, resources },
      to: inThread(topic, platform),
      dueAt: now,
    });
  }
}
