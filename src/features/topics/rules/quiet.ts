import { after, DAY, DISTANT_PAST, type Instant, latest } from '../../../core/time.js';
import type { Topic } from '../types.js';

/** After so many days without a contribution, or without an answer of somebody who was asked. */
export const QUIET_DAYS = 3;
/** The bot writes at most one prompt in so many days. */
export const PROMPT_DAYS = 7;
/** So many days before the opening organisers hear that nobody facilitates. */
export const WARNED_DAYS = 4;

/**
 * Whether the facilitator is nudged now: the topic is open, nobody has written in it for three days, and it has had neither a
 * nudge nor a prompt meanwhile.
 */
export function isQuiet({ state, openedAt, opensAt, closesAt, lastWrittenAt, lastNudgeAt, lastPromptAt }: Topic, now: Instant): boolean {
  if (state !== 'open' || (closesAt !== null && closesAt <= now)) return false;
  const since = latest(lastWrittenAt ?? openedAt ?? opensAt, lastNudgeAt ?? DISTANT_PAST, lastPromptAt ?? DISTANT_PAST);
  return after(since, QUIET_DAYS * DAY) <= now;
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
