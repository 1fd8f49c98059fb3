import type { MemberId } from '../../../core/ids.js';
import { FEATURE } from '../names.js';
import type { FacilitationRole, TopicId } from '../types.js';

/** The beginning of the keys of all agenda rows that look for people for a topic. */
export function searchPrefix(topic: TopicId): string {
  return `${FEATURE}:facilitators:${topic}:`;
}

/** The agenda row that asks the next volunteer. */
export function nextKey(topic: TopicId, role: FacilitationRole): string {
  return `${searchPrefix(topic)}${role}:next`;
}

/** The agenda row that no longer waits for a member's answer. */
export function silenceKey(topic: TopicId, role: FacilitationRole, member: MemberId): string {
  return `${searchPrefix(topic)}${role}:silence:${member}`;
}

/** The agenda row that warns organisers before the opening. It is there from the approval of the plan on. */
export function warnKey(topic: TopicId): string {
  return `${searchPrefix(topic)}warn`;
}

/** A delivery about a topic: what it is about, and what makes it another one than the last. */
export function messageKey(about: string, topic: TopicId, ...rest: readonly (string | number)[]): string {
  return [FEATURE, 'facilitators', about, topic, ...rest].join(':');
}
