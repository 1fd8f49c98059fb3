import { after, type Instant, MINUTE } from '../../../../core/time.js';
import { latinDigits } from '../../../../core/written.js';
import { CODE_LASTS } from '../../rules/limits.js';
import type { CodeTries, Session } from '../../types.js';

/** Six digits, which every keyboard has and which are read out easily. */
const CODES_FROM = 100_000;
const CODES = 900_000;

/** How many wrong codes a person may type within which time, in milliseconds, before they have to wait until it is over. */
const TRIES_MAX = 5;
const TRIES_WITHIN = 10 * MINUTE;

/** @param random A safe integer from 0 on. */
export function codeFrom(random: number): string {
  return String(CODES_FROM + (random % CODES));
}

/** The digits of a typed code, in any script, whatever stands between them. */
export function readCode(typed: string): string {
  return latinDigits(typed).replace(/[^\d]/g, '');
}

/** Whether a session's code is taken now. */
export function codeState({ startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>, now: Instant): 'early' | 'valid' | 'expired' {
  if (now < startsAt) return 'early';
  return now <= after(endsAt, CODE_LASTS) ? 'valid' : 'expired';
}

/** Until when somebody has to wait before they type in another code; undefined: they need not. */
export function mustWaitUntil(known: CodeTries | undefined, now: Instant): Instant | undefined {
  if (!known || known.tries < TRIES_MAX) return undefined;
  const until = after(known.since, TRIES_WITHIN);
  return now < until ? until : undefined;
}

/** What is known of somebody's tries after one more that was wrong. */
export function oneMoreTry(known: CodeTries | undefined, now: Instant): CodeTries {
  const isOver = !known || now >= after(known.since, TRIES_WITHIN);
  return isOver ? { tries: 1, since: now } : { tries: known.tries + 1, since: known.since };
}
