import { after, DAY, DISTANT_PAST, type Instant, latest } from '../../../core/time.js';
import type { Topic } from '../types.js';

/** After how many days without a contribution a topic is quiet, and a volunteer who did not answer is passed over. */
export const QUIET_DAYS = 3;
/** In how many days the bot writes at most one prompt. */
export const PROMPT_DAYS = 7;
/** How many days before the opening organisers hear that nobody facilitates. */
export const WARNED_DAYS = 4;

/**
 * When the facilitator is nudged, if nothing happens until then: nobody has written for three days, and the topic has had neither a
 * nudge nor a prompt meanwhile. Undefined for a topic that is not open, or closes before.
 */
export function quietAt({ state, openedAt, opensAt, closesAt, lastWrittenAt, lastNudgeAt, lastPromptAt }: Topic): Instant | undefined {
  if (state !== 'open') return undefined;
  const since = latest(lastWrittenAt ?? openedAt ?? opensAt, lastNudgeAt ?? DISTANT_PAST, lastPromptAt ?? DISTANT_PAST);
  const at = after(since, QUIET_DAYS * DAY);
  return closesAt !== null && closesAt <= at ? undefined : at;
}

/** Whether the facilitator is nudged now. */
export function isQuiet(topic: Topic, now: Instant): boolean {
  const at = quietAt(topic);
  return at !== undefined && at <= now && (topic.closesAt === null || now < topic.closesAt);
}

/** When the bot may write the next prompt; undefined if it may now. */
export function nextPrompt({ lastPromptAt }: Pick<Topic, 'lastPromptAt'>, now: Instant): Instant | undefined {
  const at = lastPromptAt === null ? undefined : after(lastPromptAt, PROMPT_DAYS * DAY);
  return at !== undefined && at > now ? at : undefined;
}

/** Whether organisers have to hear that a facilitator is gone: the topic is open, or about to. */
export function isNear({ state, opensAt }: Pick<Topic, 'state' | 'opensAt'>, now: Instant): boolean {
  return state === 'open' || (state === 'planned' && after(opensAt, -WARNED_DAYS * DAY) <= now);
}
