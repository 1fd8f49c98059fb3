import { idAfter, toId } from '../../core/ids.js';
import type { Destination } from '../../core/notification.js';
import { topicsChannel } from './channel.js';
import { FEATURE } from './names.js';
import { titleIn } from './text-of.js';
import type { ContributionId, PollId, Topic, TopicId } from './types.js';

/** The thread of a topic. */
export function threadKey(topic: TopicId): string {
  return `${FEATURE}:${topic}`;
}

/** The topic whose thread has this key; undefined for any other key. */
export function topicOfThread(key: string): TopicId | undefined {
  return idAfter<TopicId>(`${FEATURE}:`, key);
}

/** The delivery that opens a topic's thread, and of the copy of a contribution on a platform. */
export const openingKey = (topic: TopicId): string => `${FEATURE}:opening:${topic}`;
export const copyKey = (contribution: ContributionId, platform: string): string => `${FEATURE}:copy:${contribution}:${platform}`;

/** The delivery of a copy that takes the place of an earlier one. It begins with that one's key, so that it is changed and removed with it. */
export const renewedCopyKey = (contribution: ContributionId, platform: string, at: number): string =>
  `${copyKey(contribution, platform)}@${at}`;

/** The row that looks for openings that name something of the library. */
export const namingKey = (item: string): string => `${FEATURE}:naming:${item}`;

/** The key of the use of a contribution's file, which keeps its bytes. */
export const fileKey = (contribution: ContributionId, index: number): string => `${FEATURE}:file:${contribution}:${index}`;

/** The delivery of a topic's closing summary; a topic that is closed anew gets another. */
export const summaryKey = ({ id, closedAt }: Pick<Topic, 'id' | 'closedAt'>): string => `${FEATURE}:summary:${id}:${closedAt ?? 0}`;
/** Rows of the agenda up to the summary of a topic. */
export const closingPrefix = (topic: TopicId): string => `${FEATURE}:closing:${topic}:`;
/** The contribution of which the delivery with this key is a copy; undefined for any other delivery. */
export function contributionOfCopy(key: string): ContributionId | undefined {
  const id = new RegExp(`^${FEATURE}:copy:(\\d{1,15}):`).exec(key)?.[1];
  return id === undefined || Number(id) === 0 ? undefined : toId<ContributionId>(id);
}

/** The delivery of a poll, and of the news that somebody reported a contribution. */
export const pollKey = (poll: PollId): string => `${FEATURE}:poll:${poll}`;
export const reportKey = (contribution: ContributionId): string => `${FEATURE}:report:${contribution}:0`;
/** The delivery of the news that others reported it after a decision. It begins with the first one's key, so that it is changed with it. */
export const nextReportKey = (contribution: ContributionId, at: number): string => `${reportKey(contribution)}@${at}`;

/** A topic's thread as a destination: in every space, or on one platform only. */
export function inThread(topic: Pick<Topic, 'id' | 'texts' | 'language'>, platform?: string): Extract<Destination, { to: 'thread' }> {
  return {
    to: 'thread',
    thread: threadKey(topic.id),
    of: topicsChannel.name,
    title: titleIn(topic, topic.language),
    ...(platform !== undefined && { platform }),
  };
}
