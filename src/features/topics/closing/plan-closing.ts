import type { Settings } from '../../../core/settings.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { closingPrefix } from '../keys.js';
import { endOfDiscussion, lastCallBefore, offDaysOff } from '../rules/closing-times.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';

/**
 * Plans the last call and the closing of a topic that has just opened. A closing that would fall on a day off moves to the next
 * working day. Planning again moves both. `known`: the settings, for a caller who has them.
 */
export async function planClosing(context: Context, topic: Topic, known?: Settings): Promise<void> {
  const settings = known ?? (await context.community.settings());
  const { discussionDays } = topicsSection.of(settings);
  const closesAt =
    topic.closesAt === null
      ? endOfDiscussion(topic.openedAt ?? context.now, discussionDays, settings)
      : offDaysOff(topic.closesAt, settings);
  if (closesAt !== topic.closesAt) await topicsStore(context.tx).updateTopic(topic.id, { closesAt });
  await planSteps(context, topic, closesAt, lastCallBefore(closesAt, settings));
}

async function planSteps(context: Context, { id }: Topic, closesAt: Instant, lastCall: Instant): Promise<void> {
  const [prefix, payload] = [closingPrefix(id), { topic: id, closesAt }];
  await context.agenda.plan([
    { key: `${prefix}close`, kind: 'topics.closing.close', payload, dueAt: closesAt, again: true },
    // There is no call on the day of the opening, nor in the past.
    ...(lastCall > context.now
      ? [{ key: `${prefix}last-call`, kind: 'topics.closing.last-call', payload, dueAt: lastCall, again: true }]
      : []),
  ]);
}
