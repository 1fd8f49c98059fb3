import type { Notification } from '../feature-api/notification.js';
import { type Delivery, UNKNOWN_OUTCOME } from '../ports/agenda.js';
import { type ChatAdapter, DeliveryError } from '../ports/chat.js';
import { ATTEMPTS_MAX } from './backoff.js';
import type { Arrived } from './delivery-outcomes.js';
import { placeOfAttempt } from './place.js';

/**
 * The result of an earlier attempt: its message `arrived`; it did not, or there was no attempt (`none`); or the platform
 * cannot tell (`unknown`, because of `error`).
 */
type EarlierAttempt =
  | { readonly type: 'none' }
  | { readonly type: 'arrived'; readonly as: Arrived }
  | { readonly type: 'unknown'; readonly error: DeliveryError };

/**
 * Searches for the message of an attempt whose outcome is unknown.
 * @param adapter The platform of that attempt, if it is connected.
 * @throws What is no `DeliveryError`; a `DeliveryError` is returned.
 */
export async function findEarlierAttempt(delivery: Delivery, adapter: ChatAdapter | undefined): Promise<EarlierAttempt> {
  if (!delivery.outcomeUnknown || delivery.conversation === null) return { type: 'none' };
  if (adapter === undefined) {
    return { type: 'unknown', error: new DeliveryError('the platform of an unfinished attempt is not connected', 'ambiguous') };
  }
  try {
    const arrived = await placeOfAttempt(delivery, adapter)?.find(delivery.key, delivery.dueAt);
    return arrived === undefined ? { type: 'none' } : { type: 'arrived', as: arrived };
  } catch (error) {
    if (error instanceof DeliveryError) return { type: 'unknown', error };
    throw error;
  }
}

/**
 * What to do while the outcome stays unknown. A temporary failure is asked again until the row has no attempts left. After
 * that, or if the answer will not change, the kind of message decides between possibly none and possibly two.
 * @param error Why the platform could not tell.
 * @param attempt 1 for the first attempt.
 */
export function nextStep(
  error: DeliveryError,
  attempt: number,
  onUnknownOutcome: Notification['onUnknownOutcome'],
): { readonly type: 'ask-again' } | { readonly type: 'ask-in'; readonly ms: number } | { readonly type: Notification['onUnknownOutcome'] } {
  if (error.outcome === 'wait' && error.retryAfterMs !== undefined) return { type: 'ask-in', ms: error.retryAfterMs };
  const isTemporary = error.outcome === 'wait' || error.outcome === 'ambiguous';
  return isTemporary && attempt < ATTEMPTS_MAX ? { type: 'ask-again' } : { type: onUnknownOutcome };
}

/** The outcome of a row whose message may have arrived or not, so that only a person can decide. */
export const FAILED_UNKNOWN_OUTCOME = { type: 'failed', reason: UNKNOWN_OUTCOME } as const;
